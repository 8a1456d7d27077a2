public import AuralDSP
import AuralMind

/// Takes a profile of a programme while it passes by: another pass may read the file anyway.
public struct ProgrammeCapture: ~Copyable {
  /// Short enough that no analyser gives two results at once: 64 ms at 8 kHz.
  private static let pieceFrames = 512

  private let format: AudioFormat
  private let depth: CaptureDepth
  private var meter: ProgrammeMeter
  private var analyzer: SpectrumAnalyzer
  private var gated = GatedSpectrum(memoryFrames: .infinity)
  private var bass: BassTracker
  private var flatTops = FlatTops()
  private var sibilance: SibilanceMeter?
  private var sums = SIMD2<Double>.zero
  private var frameCount = 0
  private var correlation: BandCorrelation
  private var sections: SectionFinder
  private var levels = Histogram.levels
  private var notes = Histogram.notes
  /// The bands of the last spectrum, at hand one by one.
  private let bands = FrameBuffer(count: OctaveBands.capacity)

  /// Creates a capture of a programme of `format`, with what a proposal goes by where one is to be made.
  public init(format: AudioFormat, forProposal: Bool = false) {
    self.init(format: format, depth: forProposal ? .proposal : .profile)
  }

  /// Creates a capture of a programme of `format` that listens for no more than `depth` says.
  init(format: AudioFormat, depth: CaptureDepth) {
    self.format = format
    self.depth = depth
    let sampleRate = Double(format.sampleRate)
    meter = ProgrammeMeter(
      format: format, keepsHops: true, findsTruePeaks: depth.hearsTruePeaks)
    analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
    bass = BassTracker(sampleRate: sampleRate)
    sibilance = depth >= .proposal ? SibilanceMeter(sampleRate: sampleRate) : nil
    correlation = BandCorrelation(sampleRate: sampleRate)
    sections = SectionFinder(frameSeconds: Double(analyzer.framesPerSpectrum) / sampleRate)
  }

  /// Hears a block of any length and leaves it as it is.
  public mutating func process(_ block: inout [Frame]) {
    if depth >= .profile {
      var sums = sums
      for frame in block { sums += SIMD2<Double>(frame) }
      self.sums = sums
      flatTops.hear(block.span)
    }
    frameCount += block.count
    var span = block.mutableSpan
    var start = 0
    while start < span.count {
      let end = min(start + Self.pieceFrames, span.count)
      var piece = span._mutatingExtracting(start..<end)
      hear(&piece)
      start = end
    }
  }

  /// What was heard; nothing may follow.
  public consuming func track() -> CapturedTrack {
    let frames = analyzer.completedFrames
    analyzer.finish()
    if analyzer.completedFrames > frames { takeSpectrum() }
    let hops = meter.hops
    let figures = meter.measurement()
    let spectrum = gated.mean()
    return CapturedTrack(
      sampleRate: Double(format.sampleRate), figures: figures, spectrum: spectrum,
      channelCount: format.channelCount,
      offset: Frame(sums / Double(max(1, frameCount))), flatTops: flatTops.count,
      sibilantShare: sibilance?.share(in: spectrum), correlation: correlation, levels: levels,
      notes: notes, sections: sections.sections(seconds: figures.seconds), hops: hops)
  }

  private mutating func hear(_ piece: inout MutableSpan<Frame>) {
    let hops = meter.completedHops
    meter.process(&piece)
    if meter.completedHops > hops, let loudness = meter.shortTermLUFS { levels.add(loudness) }
    guard depth.hearsSpectrum else { return }
    let frames = analyzer.completedFrames
    analyzer.process(&piece)
    if analyzer.completedFrames > frames { takeSpectrum() }
    guard depth >= .profile else { return }
    sibilance?.process(piece)
    let readings = bass.completedReadings
    bass.process(&piece)
    if bass.completedReadings > readings, bass.isClear {
      notes.add(Histogram.note(hertz: bass.hertz))
    }
  }

  private mutating func takeSpectrum() {
    var spectrum = analyzer.spectrum
    // Of one channel the side is nothing, and not what rounding leaves.
    if format.channelCount == 1 {
      for i in 0..<spectrum.count { spectrum[i].y = 0 }
    }
    gated.add(spectrum, weightedPower: analyzer.weightedPower)
    spectrum.copy(to: bands)
    for i in 0..<spectrum.count {
      correlation.add(band: i, power: bands[i], covariance: analyzer.covariance(i))
    }
    guard depth >= .profile else { return }
    sections.add(bands, count: spectrum.count, weightedPower: analyzer.weightedPower)
  }
}
