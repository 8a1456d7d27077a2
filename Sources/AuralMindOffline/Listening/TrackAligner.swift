import AuralDSP
import Foundation

/// Finds how far one recording of a programme is behind another.
///
/// First by the changes of their levels, which gives a few lags to choose from; then by their waveforms
/// around each of them; then once more in line with the best, which tells the fraction of a frame.
struct TrackAligner: ~Copyable {
  /// The longest lag that is looked for, either way, in seconds: lead-ins and pre-roll are shorter.
  static let reachSeconds = 10.0

  /// Lags to try by waveform: music repeats itself, and the next bar looks much like the right one.
  private static let candidateCount = 8

  /// Windows of the waveform, spread over what both have in common: enough that what is alike by chance
  /// averages out.
  private static let windowCount = 16

  /// About a second of sound in a window, and no more than 10 MiB in all of them at high rates.
  private static let windowFrames = 1 << 16...1 << 17

  /// Below a few thousand frames there is nothing to tell a lag from.
  private static let fewestFrames = 1 << 11

  /// Where masters of one mix are alike, in Hz: below lie safety high-passes, above what lossy coding
  /// puts in place of the sound.
  private static let bandHertz = 100.0...8_000.0

  private var a: AudioFile
  private var b: AudioFile
  private let lengths: (a: Int, b: Int)
  private let onsets: (a: [Frame], b: [Frame])
  private let hopFrames: Int

  /// Hears both files, of one sample rate, from their first frame to their last.
  init(
    _ a: consuming AudioFile, _ b: consuming AudioFile, progress: Progress
  ) throws(AudioFileError) {
    let first = try Self.envelope(&a) { progress($0 / 2) }
    let second = try Self.envelope(&b) { progress(0.5 + $0 / 2) }
    lengths = (first.frameCount, second.frameCount)
    onsets = (first.changes, second.changes)
    hopFrames = first.hopFrames
    self.a = a
    self.b = b
  }

  /// The lengths of A and B as they were heard, in frames.
  var frameCounts: (a: Int, b: Int) { lengths }

  /// The lag of B, as far as there is one.
  mutating func alignment() throws(AudioFileError) -> Alignment {
    var best = Alignment(lagFrames: 0, restFrames: 0, likeness: 0, isInverted: false)
    for lag in candidates() {
      guard var found = try refined(around: lag, reachFrames: 2 * hopFrames) else { continue }
      if found.likeness <= best.likeness { continue }
      // In line, the windows hold the same sound to their ends, and the fraction shows.
      found = try refined(around: found.lagFrames, reachFrames: 0) ?? found
      best = found
      // Nothing else can be as like as half.
      if best.likeness > 0.5 { break }
    }
    return best
  }

  /// Lags at which the changes of level are most alike, the best first, in frames.
  private func candidates() -> [Int] {
    let shortest = min(onsets.a.count, onsets.b.count)
    let reach = min(shortest - 1, Int(Self.reachSeconds * Double(a.format.sampleRate)) / hopFrames)
    guard reach > 0 else { return [0] }
    let needed = max(onsets.a.count, onsets.b.count) + reach + 1
    var correlation = CrossCorrelation(count: Self.powerOfTwo(from: needed))
    correlation.add(onsets.a, onsets.b)
    let heights = correlation.heights(within: reach, by: .power)
    let peaks = heights.indices.filter { i in
      (i == 0 || heights[i] > heights[i - 1])
        && (i == heights.count - 1 || heights[i] >= heights[i + 1])
    }
    return peaks.sorted { (-heights[$0], $0) < (-heights[$1], $1) }.prefix(Self.candidateCount)
      .map { ($0 - reach) * hopFrames }
  }

  /// The lag nearest to `lag` by waveform; nil where too little is in common.
  ///
  /// A reach of 0 is for a lag that is right to the frame, and finds its fraction.
  private mutating func refined(
    around lag: Int, reachFrames reach: Int
  ) throws(AudioFileError) -> Alignment? {
    let start = max(0, -lag)
    let longest = Int(OnsetEnvelope.longestSeconds) * a.format.sampleRate
    let common = min(min(lengths.a, longest) - start, lengths.b - lag - start)
    guard common >= Self.fewestFrames else { return nil }
    var count = Self.powerOfTwo(from: a.format.sampleRate)
    count = min(max(count, Self.windowFrames.lowerBound), Self.windowFrames.upperBound)
    while count > common { count /= 2 }
    let room = common - count
    let starts = (0..<Self.windowCount).map { start + room * $0 / (Self.windowCount - 1) }

    let rate = Double(a.format.sampleRate)
    var correlation = CrossCorrelation(
      count: count,
      band: Self.bandHertz.lowerBound / rate...min(0.45, Self.bandHertz.upperBound / rate))
    let window = Self.hannWindow(count)
    let first = try a.windows(startingAt: starts, count: count)
    let second = try b.windows(startingAt: starts.map { $0 + lag }, count: count)
    for (one, other) in zip(first, second) {
      correlation.add(zip(one, window).map { $0 * $1 }, zip(other, window).map { $0 * $1 })
    }
    if reach == 0 {
      let fine = correlation.fineLag(by: .coherence)
      let whole = Int(fine.frames.rounded())
      return Alignment(
        lagFrames: lag + whole, restFrames: fine.frames - Double(whole),
        likeness: abs(fine.height), isInverted: fine.height < 0)
    }
    let heights = correlation.heights(within: min(reach, count / 2 - 1), by: .coherence)
    let peak = heights.indices.max { abs(heights[$0]) < abs(heights[$1]) } ?? 0
    return Alignment(
      lagFrames: lag + peak - heights.count / 2, restFrames: 0, likeness: abs(heights[peak]),
      isInverted: heights[peak] < 0)
  }

  private static func envelope(
    _ file: inout AudioFile, progress: Progress
  ) throws(AudioFileError) -> OnsetEnvelope {
    var envelope = OnsetEnvelope(sampleRate: file.format.sampleRate)
    var block: [Frame] = []
    while try file.read(&block) {
      envelope.hear(block)
      progress(Double(envelope.frameCount) / Double(max(file.frameCount, envelope.frameCount)))
    }
    try file.rewind()
    return envelope
  }

  private static func powerOfTwo(from count: Int) -> Int {
    var power = 1
    while power < count { power *= 2 }
    return power
  }

  /// Fades a window in and out, so that its cut ends have no spectrum.
  private static func hannWindow(_ count: Int) -> [Float] {
    (0..<count).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(count))) }
  }
}
