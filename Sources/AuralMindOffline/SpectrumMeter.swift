import AuralDSP
import AuralMind

/// Hears the spectrum of a programme from its first frame to its last: what counts for its loudness.
struct SpectrumMeter: ~Copyable {
  private var analyzer: SpectrumAnalyzer
  private var gated = GatedSpectrum()
  private var heard = 0

  /// Creates a meter for a programme at `sampleRate`, in Hz.
  init(sampleRate: Double) {
    analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
  }

  /// Hears a block and leaves it as it is.
  mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    var start = 0
    while start < span.count {
      // No more than one frame of analysis is done in so many frames of sound.
      let end = min(start + analyzer.framesPerSpectrum, span.count)
      var piece = span._mutatingExtracting(start..<end)
      analyzer.process(&piece)
      take()
      start = end
    }
  }

  /// The spectrum of everything heard; nil where nothing was loud enough to count.
  ///
  /// Nothing may follow.
  consuming func spectrum() -> MatchSpectrum? {
    analyzer.finish()
    take()
    return gated.frames > 0 ? MatchSpectrum(bands: gated.mean()) : nil
  }

  private mutating func take() {
    guard analyzer.completedFrames > heard else { return }
    heard = analyzer.completedFrames
    gated.add(analyzer.spectrum, weightedPower: analyzer.weightedPower)
  }
}
