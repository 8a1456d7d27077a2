import AuralDSP
import AuralMind

/// What reads a chain's meters while a mix runs through it.
protocol ChainRecord {
  /// Lets a chain process a block, and reads its meters.
  mutating func process(_ block: inout MutableSpan<Frame>, with chain: inout MasteringChain)
}

extension MasteringChain {
  /// Runs a block through a part of the chain behind another, which hears where the mix begins.
  ///
  /// - Parameters:
  ///   - block: The frames, replaced in place.
  ///   - position: The place of the first of them in the pass, in frames.
  ///   - soundFrame: The place of the first sound of the mix; nil of silence so far.
  ///   - record: What reads the meters; nil where nobody asked.
  mutating func process(
    _ block: inout [Frame], at position: Int, soundFrame: Int?,
    record: inout (some ChainRecord)?
  ) {
    let range = position..<position + block.count
    var span = block.mutableSpan
    guard let soundFrame, range.contains(soundFrame) else {
      run(&span, &record)
      return
    }
    let start = soundFrame + 1 - position
    var silence = span._mutatingExtracting(0..<start)
    run(&silence, &record)
    beginSound()
    var rest = span._mutatingExtracting(start..<span.count)
    run(&rest, &record)
  }

  private mutating func run(
    _ block: inout MutableSpan<Frame>, _ record: inout (some ChainRecord)?
  ) {
    if record != nil { record?.process(&block, with: &self) } else { process(&block) }
  }
}
