public import AuralDSP

/// Passes `signal` through `process` in blocks and returns what it became.
///
/// The block lengths are taken in turn, over and over; 0 is a length too, as long as one is not.
public func rendered(
  _ signal: Signal, blockLengths: [Int] = [512], process: (inout MutableSpan<Frame>) -> Void
) -> Signal {
  precondition(blockLengths.contains { $0 > 0 }, "some block must have a length")
  var output = Signal()
  output.reserveCapacity(signal.count)
  var start = 0
  var turn = 0
  while start < signal.count {
    let end = min(signal.count, start + blockLengths[turn % blockLengths.count])
    turn += 1
    var block = Array(signal[start..<end])
    var span = block.mutableSpan
    process(&span)
    output += block
    start = end
  }
  return output
}

/// Passes `signal` through a stage of the chain: `update` before every quantum of 64 frames,
/// `process` in pieces of the given lengths that end where a quantum ends.
public func renderedOnGrid(
  _ signal: Signal, blockLengths: [Int] = [64], update: (_ frame: Int) -> Void,
  process: (inout MutableSpan<Frame>) -> Void
) -> Signal {
  precondition(blockLengths.contains { $0 > 0 }, "some block must have a length")
  var output = Signal()
  output.reserveCapacity(signal.count)
  var turn = 0
  while output.count < signal.count {
    let blockEnd = min(signal.count, output.count + blockLengths[turn % blockLengths.count])
    turn += 1
    while output.count < blockEnd {
      let start = output.count
      if start % 64 == 0 { update(start) }
      var piece = Array(signal[start..<min(blockEnd, start / 64 * 64 + 64)])
      var span = piece.mutableSpan
      process(&span)
      output += piece
    }
  }
  return output
}
