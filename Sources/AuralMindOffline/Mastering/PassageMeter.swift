import AuralDSP

/// Hears how much there is to limit in the passages of a mix.
struct PassageMeter: Sendable {
  /// The length of a passage, in seconds: a limiter's release several times over.
  private static let passageSeconds = 0.6

  /// The length of a passage, in frames.
  let passageFrames: Int

  /// Of each whole passage the summed squares of its frames' powers, which loud peaks make most of.
  private(set) var crowds: [Double] = []

  private var sum = 0.0
  private var position = 0

  /// Nothing heard yet at `sampleRate`, in Hz.
  init(sampleRate: Int) { passageFrames = Int(Self.passageSeconds * Double(sampleRate)) }

  /// Hears a block.
  mutating func process(_ block: [Frame]) {
    var start = 0
    while start < block.count {
      let end = min(block.count, start + passageFrames - position)
      // One after the other: the sum is to be the same for any blocks.
      for i in start..<end {
        let power = Double((block[i] * block[i]).sum())
        sum += power * power
      }
      position += end - start
      start = end
      if position == passageFrames {
        crowds.append(sum)
        (sum, position) = (0, 0)
      }
    }
  }
}
