import AuralDSP
import AuralMind

extension OutputFormat {
  /// The place of the last bit that is stored, as a power of two of full scale; nil where samples are
  /// not whole numbers.
  var lastBit: Int? {
    guard case .integer(let bits) = format.encoding else { return nil }
    return (dither.bits ?? bits) - 1
  }

  /// Turns frames into what a file of this format gives when it is read; a lossy one is not foreseen.
  ///
  /// Rounded to the nearest whole number and clamped to full scale. A mono file takes the left side.
  func store(_ block: inout [Frame]) {
    if format.channelCount == 1 {
      for i in block.indices { block[i].y = block[i].x }
    }
    guard let lastBit else { return }
    var span = block.mutableSpan
    StorageSteps(lastBit: lastBit).round(&span)
  }
}
