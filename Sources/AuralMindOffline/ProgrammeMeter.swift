import AuralDSP

/// Measures a programme from its first frame to its last.
struct ProgrammeMeter: ~Copyable {
  /// The number of hops of 100 ms in the 3 s of short-term loudness.
  private static let shortTermHops = 30

  /// The number of hops of 100 ms in the 400 ms of momentary loudness.
  private static let momentaryHops = 4

  /// Loudness below which nothing counts as heard, in LUFS (BS.1770-5, the absolute gate).
  private static let audibleLUFS: Double = -70

  private let sampleRate: Double
  private let channelCount: Int
  private var loudness: LoudnessMeter
  private var search: TruePeakSearch
  private var samplePeak: Float = 0
  private var truePeak: Float = 0
  private var hopPeak: Float = 0
  private var hopPeaks = [Float](repeating: 0, count: shortTermHops)
  private var minimumPeakToShortTermDecibels: Double?
  private var powers = ChannelPowers()
  private var frameCount = 0
  private let keepsHops: Bool
  private let findsTruePeaks: Bool

  /// What every hop was like, where hops are kept.
  private(set) var hops: [HopReading] = []

  /// Creates a meter for a programme of `format` that keeps what every hop was like, or does not.
  ///
  /// One that does not look for true peaks takes the highest sample for one, and keeps no hops.
  init(format: AudioFormat, keepsHops: Bool = false, findsTruePeaks: Bool = true) {
    self.keepsHops = keepsHops
    self.findsTruePeaks = findsTruePeaks
    sampleRate = Double(format.sampleRate)
    channelCount = format.channelCount
    loudness = LoudnessMeter(sampleRate: sampleRate, channelCount: channelCount)
    // A hop ends inside a piece, and what is left at the end of the programme is followed by silence.
    let hopFrames = Int((sampleRate / 10).rounded(.up))
    search = TruePeakSearch(longestFrames: hopFrames + 4 * Oversampler.pieceFrames)
  }

  /// The number of whole hops of 100 ms heard.
  var completedHops: Int { loudness.completedHops }

  /// The loudness of the last 3 s, in LUFS; nil before they are whole.
  var shortTermLUFS: Double? {
    loudness.completedHops >= Self.shortTermHops ? loudness.shortTermLUFS : nil
  }

  /// Hears a block and leaves it as it is.
  mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    process(&span)
  }

  /// Hears a block and leaves it as it is.
  mutating func process(_ span: inout MutableSpan<Frame>) {
    let peaks = greatestMagnitudes(of: span.span, in: 0..<span.count)
    samplePeak = max(samplePeak, max(peaks.x, peaks.y))
    powers.add(&span)
    frameCount += span.count
    var start = 0
    while start < span.count {
      let end = min(start + Oversampler.pieceFrames, span.count)
      hear(&span, start..<end)
      start = end
    }
  }

  /// The figures of everything heard; nothing may follow.
  consuming func measurement() -> ProgrammeFigures {
    // The last peaks are found once what follows them is known.
    if findsTruePeaks {
      search.appendSilence(search.latencyFrames)
      takePeak()
    }
    let peak = decibels(amplitude: Double(samplePeak), floor: -120)
    let truePeak = decibels(amplitude: Double(max(truePeak, samplePeak)), floor: -120)
    let integrated = loudness.integratedLUFS
    let squares = powers.squares
    let meanPower = squares.sum() / Double(max(2 * frameCount, 1))
    let norm = (squares.x * squares.y).squareRoot()
    // Of a programme too short for a whole window the loudness is not known.
    let hops = loudness.completedHops
    return ProgrammeFigures(
      integratedLUFS: integrated,
      maximumMomentaryLUFS: hops >= Self.momentaryHops
        ? loudness.maximumMomentaryLUFS : silenceLUFS,
      maximumShortTermLUFS: hops >= Self.shortTermHops
        ? loudness.maximumShortTermLUFS : silenceLUFS,
      loudnessRangeLU: loudness.loudnessRangeLU, truePeakDecibels: truePeak,
      samplePeakDecibels: peak,
      peakToLoudnessDecibels: integrated > Self.audibleLUFS ? truePeak - integrated : 0,
      minimumPeakToShortTermDecibels: minimumPeakToShortTermDecibels,
      crestDecibels: meanPower > 0 ? peak - decibels(power: meanPower) : 0,
      correlation: channelCount == 2 && norm > 0 ? powers.product / norm : nil,
      seconds: Double(frameCount) / sampleRate)
  }

  private mutating func hear(_ block: inout MutableSpan<Frame>, _ range: Range<Int>) {
    if findsTruePeaks { search.append(block, range) }
    let hops = loudness.completedHops
    var piece = block._mutatingExtracting(range)
    loudness.process(&piece)
    guard findsTruePeaks, loudness.completedHops > hops else { return }
    takePeak()
    hopPeaks[hops % Self.shortTermHops] = hopPeak
    if keepsHops { keepHop() }
    guard loudness.completedHops >= Self.shortTermHops, loudness.shortTermLUFS > Self.audibleLUFS
    else { return }
    let peak = hopPeaks.reduce(0, max)
    let ratio = decibels(amplitude: Double(peak)) - loudness.shortTermLUFS
    minimumPeakToShortTermDecibels = min(minimumPeakToShortTermDecibels ?? ratio, ratio)
  }

  private mutating func keepHop() {
    let hops = loudness.completedHops
    self.hops.append(
      HopReading(
        momentaryLUFS: Float(hops >= Self.momentaryHops ? loudness.momentaryLUFS : silenceLUFS),
        shortTermLUFS: Float(hops >= Self.shortTermHops ? loudness.shortTermLUFS : silenceLUFS),
        truePeakDecibels: Float(decibels(amplitude: Double(hopPeak), floor: -120))))
  }

  /// Takes the highest peak of the hop that has ended.
  private mutating func takePeak() {
    hopPeak = search.takePeak()
    truePeak = max(truePeak, hopPeak)
  }
}
