public import AuralDSP
import AuralMind

/// Takes a profile of a programme while it passes by: another pass may read the file anyway.
public struct ProgrammeCapture: ~Copyable {
  /// Short enough that no analyser gives two results at once: 64 ms at 8 kHz.
  private static let pieceFrames = 512

  private let format: AudioFormat
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

  /// Creates a capture of a programme of `format`.
  ///
  /// Sibilants are listened for where a proposal is to be made of it: that takes as long as the rest.
  public init(format: AudioFormat, forProposal: Bool = false) {
    self.format = format
    let sampleRate = Double(format.sampleRate)
    meter = ProgrammeMeter(format: format, keepsHops: true)
    analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
    bass = BassTracker(sampleRate: sampleRate)
    sibilance = forProposal ? SibilanceMeter(sampleRate: sampleRate) : nil
    correlation = BandCorrelation(sampleRate: sampleRate)
    sections = SectionFinder(frameSeconds: Double(analyzer.framesPerSpectrum) / sampleRate)
  }

  /// Hears a block of any length and leaves it as it is.
  public mutating func process(_ block: inout [Frame]) {
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
    for i in piece.indices {
      sums += SIMD2<Double>(piece[i])
      flatTops.add(piece[i])
    }
    frameCount += piece.count
    sibilance?.process(piece)
    let hops = meter.completedHops
    meter.process(&piece)
    if meter.completedHops > hops, let loudness = meter.shortTermLUFS { levels.add(loudness) }
    let frames = analyzer.completedFrames
    analyzer.process(&piece)
    if analyzer.completedFrames > frames { takeSpectrum() }
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
    for i in 0..<spectrum.count {
      correlation.add(band: i, power: spectrum[i], covariance: analyzer.covariance(i))
    }
    sections.add(spectrum, weightedPower: analyzer.weightedPower)
  }
}
