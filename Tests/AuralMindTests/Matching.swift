import AuralDSP
import AuralMind
import Foundation
import Support

/// The spectrum of a whole signal, as a captured profile has it.
func capturedSpectrum(_ signal: Signal, sampleRate: Double = 48_000) -> MatchSpectrum {
  var analyzer = SpectrumAnalyzer(sampleRate: sampleRate)
  var gate = GatedSpectrum()
  var heard = 0
  _ = rendered(signal, blockLengths: [64]) { block in
    analyzer.process(&block)
    if analyzer.completedFrames > heard {
      heard = analyzer.completedFrames
      gate.add(analyzer.spectrum, weightedPower: analyzer.weightedPower)
    }
  }
  return MatchSpectrum(bands: gate.mean())
}

/// The signal with bells and a tilt of its own on mid and on side, up to 6 dB.
func coloured(_ signal: Signal, sampleRate: Double = 48_000) -> Signal {
  func bell(_ hertz: Double, _ q: Double, _ gain: Double) -> StateVariableCoefficients {
    .bell(centreHertz: hertz, q: q, gainDecibels: gain, sampleRate: sampleRate)
  }
  let mid = [
    bell(90, 1, 4), bell(400, 1.2, -5), bell(2_500, 1, 6), bell(9_000, 0.8, -4),
    .lowShelf(midpointHertz: 500, slope: 0.5, gainDecibels: -3, sampleRate: sampleRate),
  ]
  let side = [
    bell(150, 0.9, -4), bell(900, 1, 5), bell(5_000, 1.4, -6),
    .highShelf(midpointHertz: 3_000, slope: 0.5, gainDecibels: 4, sampleRate: sampleRate),
  ]
  var filters = [StateVariableFilter](repeating: StateVariableFilter(), count: 10)
  return signal.map { frame in
    var m = DoubleFrame(repeating: Double(frame.x + frame.y) / 2)
    var s = DoubleFrame(repeating: Double(frame.x - frame.y) / 2)
    for (i, coefficients) in mid.enumerated() { m = filters[i].process(m, coefficients) }
    for (i, coefficients) in side.enumerated() { s = filters[5 + i].process(s, coefficients) }
    return Frame(Float(m.x + s.x), Float(m.x - s.x))
  }
}

/// A chain of the match EQ alone, with spectra at either end.
func matchingChain(
  _ settings: Settings, reference: MatchSpectrum?, source: MatchSpectrum?,
  sampleRate: Double = 48_000
) -> MasteringChain {
  var chain = MasteringChain(sampleRate: sampleRate)
  chain.setSpectrum(reference, at: .reference)
  chain.setSpectrum(source, at: .source)
  chain.settings = settings
  chain.restart()
  return chain
}

extension Settings {
  /// The match EQ alone.
  static func matching(percent: Float = 100, phase: PhaseMode = .linear) -> Settings {
    var settings = Settings.neutral
    settings.preset = .transparent
    settings.matchPercent = percent
    settings.phase = phase
    settings.matchLimitDecibels = 12
    return settings
  }
}

/// The gains of a chain on mid and side at third-octave centres, in dB, by its impulse responses.
///

func response(
  of chain: inout MasteringChain, hertz: [Double], sampleRate: Double = 48_000
) -> [(mid: Double, side: Double)] {
  let length = 16_384
  let responses = [Frame(0.01, 0.01), Frame(0.01, -0.01)].map { impulse -> Signal in
    chain.restart()
    var signal = Signal(repeating: .zero, count: length)
    signal[0] = impulse
    return rendered(signal) { chain.process(&$0) }
  }
  return hertz.map { hertz in
    let gains = responses.map { response -> Double in
      var sum = DoubleFrame.zero
      for (n, frame) in response.enumerated() {
        let angle = 2 * Double.pi * hertz * Double(n) / sampleRate
        sum += DoubleFrame(cos(angle), sin(angle)) * Double(frame.x) / 0.01
      }
      return decibels(power: (sum * sum).sum())
    }
    return (gains[0], gains[1])
  }
}

/// Third-octave centres from `low` to `high`, in Hz.
func thirdOctaves(from low: Double, to high: Double) -> [Double] {
  (-20...13).map { 1_000 * pow(2, Double($0) / 3) }.filter { $0 >= low * 0.99 && $0 <= high * 1.01 }
}

/// The levels of mid and side in third octaves of a spectrum, in dB.
func thirdOctaveLevels(
  _ spectrum: MatchSpectrum, centres: [Double]
) -> [(mid: Double, side: Double)] {
  centres.map { centre in
    let middle = Int(OctaveBands.position(hertz: centre).rounded())
    var power = DoubleFrame.zero
    for band in (middle - 4)...(middle + 4) {
      let share = abs(band - middle) == 4 ? 0.5 : 1
      power += DoubleFrame(spectrum.bands[band]) * share
    }
    return (decibels(power: power.x), decibels(power: power.y))
  }
}

/// The root of the mean square of a list of decibels.
func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}
