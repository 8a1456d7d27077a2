import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// The true peak stays under the ceiling, by a judge that has nothing in common with the limiter.
@Suite struct CeilingTests {
  /// A programme, and how far it may pass the ceiling.
  enum Programme: String, CaseIterable, Sendable {
    case pinkNoise, drums, toneBursts, bandLimitedNoise, bandLimitedMaster, music
    case whiteNoise, clippedMaster, fractionalImpulses

    /// In dB; energy up to Nyquist is beyond any finite interpolator.
    var toleranceDecibels: Double {
      switch self {
      case .whiteNoise, .clippedMaster, .fractionalImpulses: 0.2
      default: 0.05
      }
    }

    func signal(sampleRate: Double) -> Signal {
      switch self {
      case .pinkNoise: ends(normalized(Support.pinkNoise(seconds: 1, sampleRate: sampleRate)))
      case .drums:
        ends(
          normalized(Support.drums(beatsPerMinute: 180, seconds: 1, sampleRate: sampleRate)))
      case .toneBursts:
        Support.toneBursts(
          hertz: min(12_000, sampleRate / 4), phaseDegrees: 45, seconds: 1, sampleRate: sampleRate)
      case .bandLimitedNoise:
        ends(
          normalized(bandLimited(Support.whiteNoise(seconds: 0.5, sampleRate: sampleRate))))
      case .bandLimitedMaster:
        ends(normalized(bandLimited(clippedMix(sampleRate: sampleRate))))
      case .music: ends(normalized(syntheticMix(seconds: 1, sampleRate: sampleRate)))
      case .whiteNoise: Support.whiteNoise(seconds: 0.5, sampleRate: sampleRate)
      case .clippedMaster: clippedMix(sampleRate: sampleRate)
      case .fractionalImpulses:
        Support.fractionalImpulses(periodSeconds: 0.01, seconds: 1, sampleRate: sampleRate)
      }
    }

    private func ends(_ signal: Signal) -> Signal { faded(signal) }

    /// A mix that a clipper has taken 12 dB from.
    private func clippedMix(sampleRate: Double) -> Signal {
      clipped(
        scaled(normalized(syntheticMix(seconds: 0.5, sampleRate: sampleRate)), decibels: 12))
    }
  }

  private let judge = TruePeakJudge()

  private func excessDecibels(
    _ signal: Signal, settings: Settings, sampleRate: Double
  ) -> Double {
    let output = masteredInStep(signal, settings, sampleRate: sampleRate)
    return judge.truePeakDecibels(of: output) - settings.goal.ceilingDecibels
  }

  @Test(
    "9 dB of drive do not pass -1 dBTP", arguments: Programme.allCases, [44_100.0, 48_000, 96_000])
  func driven(programme: Programme, sampleRate: Double) {
    let signal = programme.signal(sampleRate: sampleRate)
    for clipPercent in [Float(0), 200] {
      let excess = excessDecibels(
        signal, settings: .driven(decibels: 9, preset: .club, clipPercent: clipPercent),
        sampleRate: sampleRate)
      #expect(excess <= programme.toleranceDecibels, "clip at \(clipPercent) %")
      // A limiter that hides under its ceiling would pass any other test.
      #expect(excess > -1, "clip at \(clipPercent) %")
    }
  }

  @Test(
    "no preset passes its ceiling, at any rate, clipped or not", .enabled(if: isDeepCheck),
    arguments: Programme.allCases,
    [8_000.0, 16_000, 22_050, 44_100, 48_000, 88_200, 96_000, 192_000])
  func everyPreset(programme: Programme, sampleRate: Double) {
    let signal = programme.signal(sampleRate: sampleRate)
    for preset in Preset.allCases {
      for clipPercent in [Float(0), 100, 200] {
        let excess = excessDecibels(
          signal, settings: .driven(decibels: 9, preset: preset, clipPercent: clipPercent),
          sampleRate: sampleRate)
        #expect(excess <= programme.toleranceDecibels, "\(preset), clip at \(clipPercent) %")
      }
    }
  }

  @Test("the ceiling is where it was set", arguments: [Float(-9), -6, -2, -0.3, 0])
  func ceilings(ceiling: Float) {
    var settings = Settings.driven(decibels: 9)
    settings.delivery = .custom
    settings.customCeilingDecibels = ceiling
    let signal = Programme.pinkNoise.signal(sampleRate: 48_000)
    let excess = excessDecibels(signal, settings: settings, sampleRate: 48_000)
    #expect(excess <= 0.05)
    #expect(excess > -0.15)
  }

  @Test("holds while ceiling and drive jump about")
  func automated() {
    let signal = normalized(pinkNoise(seconds: 2, sampleRate: 48_000))
    let output = mastered(signal) { frame in
      var settings = Settings.driven(decibels: frame / 4_800 % 2 == 0 ? 12 : -3)
      settings.clipPercent = frame / 3_200 % 2 == 0 ? 200 : 0
      settings.preset = Preset(rawValue: frame / 6_400 % 7) ?? .club
      return settings
    }
    #expect(judge.truePeakDecibels(of: output) <= -0.95)
  }
}
