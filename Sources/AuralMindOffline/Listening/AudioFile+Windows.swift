import AuralDSP

extension AudioFile {
  /// Reads windows of `count` frames that begin at the frames of `starts`, ascending, and rewinds.
  ///
  /// In one reading, without jumps, which not every decoder lands well; what lies before the first frame
  /// or after the last is silence.
  mutating func windows(startingAt starts: [Int], count: Int) throws(AudioFileError) -> [[Frame]] {
    var windows = starts.map { _ in [Frame](repeating: .zero, count: count) }
    let end = (starts.last ?? 0) + count
    var block: [Frame] = []
    var position = 0
    while position < end {
      guard try read(&block) else { break }
      for (i, start) in starts.enumerated() {
        let common = (position..<position + block.count).clamped(to: start..<start + count)
        for frame in common { windows[i][frame - start] = block[frame - position] }
      }
      position += block.count
    }
    try rewind()
    return windows
  }
}
