import AuralDSP
import AuralMind

/// A programme of the regression suite mastered by one preset, measured as it comes out.
///
/// The governor holds the gain that would bring the mix to the preset's goal if nothing were limited:
/// the first pass of `master`, and the only one. So a change of sound is not hidden by a search that
/// makes up for it.
struct RegressionMaster {
  private let programme: RegressionProgramme
  private let preset: Preset
  private let figures: ProgrammeFigures
  /// The mean power by band over the whole, gated by nothing: a gate could fall either way.
  private let spectrum: BandSpectrum

  /// Masters `mix` by `preset`; the other controls are those of `settings`.
  init(_ mix: RegressionMix, preset: Preset, settings: Settings) {
    programme = mix.programme
    self.preset = preset
    let sampleRate = Double(programme.sampleRate)
    var held = settings
    held.preset = preset
    held.governor = .hold
    held.governorGainDecibels = Float(
      GainSearch.usable(held.goal.targetLUFS - mix.integratedLUFS))
    var spectra = MatchSpectra()
    spectra.source = mix.known
    var chain = MasteringChain(sampleRate: sampleRate)
    chain.settings = held
    spectra.give(to: &chain)
    chain.restart()

    var master = mix.frames + [Frame](repeating: .zero, count: chain.latencyFrames)
    var span = master.mutableSpan
    chain.process(&span)
    var heard = span._mutatingExtracting(chain.latencyFrames..<span.count)
    var meter = ProgrammeMeter(format: programme.format)
    meter.process(&heard)
    spectrum = Self.meanSpectrum(&heard, sampleRate: sampleRate)
    figures = meter.measurement()
  }

  private static func meanSpectrum(
    _ span: inout MutableSpan<Frame>, sampleRate: Double
  ) -> BandSpectrum {
    var analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
    var mean = BandSpectrum(count: OctaveBands.count(sampleRate: sampleRate))
    var frames: Float = 0
    var start = 0
    while start < span.count {
      // Shorter than half a window, so that no frame of analysis is missed.
      let end = min(start + analyzer.framesPerSpectrum / 2, span.count)
      var piece = span._mutatingExtracting(start..<end)
      analyzer.process(&piece)
      if analyzer.completedFrames > Int(frames) {
        frames += 1
        let spectrum = analyzer.spectrum
        for band in 0..<mean.count { mean[band] += (spectrum[band] - mean[band]) / frames }
      }
      start = end
    }
    return mean
  }

  /// Everything that is compared, as rows of the golden file.
  var rows: [GoldenRow] {
    var rows = [
      row(.integrated, figures.integratedLUFS), row(.truePeak, figures.truePeakDecibels),
      row(.crest, figures.crestDecibels), row(.loudnessRange, figures.loudnessRangeLU),
    ]
    // Silence has no correlation, and a programme without one shows as a missing row.
    if let correlation = figures.correlation { rows.append(row(.correlation, correlation)) }
    for centre in ThirdOctaves.centreBands {
      // The highest third octave may reach beyond Nyquist.
      guard let power = ThirdOctaves.power(spectrum, around: centre.band) else { continue }
      rows.append(row(.mid(hertz: centre.hertz), decibels(power: power.x)))
      rows.append(row(.side(hertz: centre.hertz), decibels(power: power.y)))
    }
    return rows
  }

  private func row(_ figure: GoldenFigure, _ value: Double) -> GoldenRow {
    GoldenRow(
      key: GoldenRow.Key(
        programme: programme.material.rawValue, sampleRate: programme.sampleRate,
        preset: "\(preset.slug)", figure: figure.name),
      value: figure.rounded(value), tolerance: figure.tolerance)
  }
}
