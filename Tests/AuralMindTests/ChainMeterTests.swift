import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What the chain shows is what a judge reads of what it plays.
@Suite struct ChainMeterTests {
  enum Programme: String, CaseIterable, Sendable {
    case whiteNoise, pinkNoise, drums, toneBursts, music

    func signal(seconds: Double, sampleRate: Double) -> Signal {
      switch self {
      case .whiteNoise:
        bandLimited(
          Support.whiteNoise(amplitude: 0.7, seconds: min(seconds, 2), sampleRate: sampleRate))
      case .pinkNoise: Support.pinkNoise(rms: 0.2, seconds: seconds, sampleRate: sampleRate)
      case .drums: Support.drums(seconds: seconds, sampleRate: sampleRate)
      case .toneBursts:
        Support.toneBursts(
          hertz: sampleRate / 4, phaseDegrees: 45, seconds: seconds, sampleRate: sampleRate)
      case .music: scaled(syntheticMix(seconds: seconds, sampleRate: sampleRate), decibels: 3)
      }
    }
  }

  /// The output and the meters at its end, when every hop of it is complete.
  private func measured(
    _ signal: Signal, _ settings: Settings, sampleRate: Double = 48_000
  ) -> (Signal, Meters) {
    var chain = MasteringChain(sampleRate: sampleRate)
    chain.settings = settings
    chain.restart()
    // The meters are published on the grid that follows the hop.
    let tail = silence(seconds: 0.31, sampleRate: sampleRate)
    let output = rendered(signal + tail) { chain.process(&$0) }
    return (output, chain.meters)
  }

  @Test(
    "true peak is the judge's of the output within 0.05 dB, limited or not",
    arguments: Programme.allCases, [Float(-6), 9])
  func truePeak(programme: Programme, decibels: Float) {
    for sampleRate in isDeepCheck ? [44_100.0, 48_000, 96_000] : [48_000] {
      let signal = programme.signal(seconds: 2, sampleRate: sampleRate)
      let (output, meters) = measured(
        faded(signal), .driven(decibels: decibels), sampleRate: sampleRate)
      // The drums' hats are noise up to Nyquist, where the interpolator ends sooner than the judge's.
      let tolerance = programme == .drums ? 0.1 : 0.05
      #expect(
        abs(meters.truePeakDecibels - TruePeakJudge().truePeakDecibels(of: output)) <= tolerance)
      guard programme == .drums else { continue }
      let (limited, limitedMeters) = measured(
        bandLimited(faded(signal)), .driven(decibels: decibels), sampleRate: sampleRate)
      let judged = TruePeakJudge().truePeakDecibels(of: limited)
      #expect(abs(limitedMeters.truePeakDecibels - judged) <= 0.05)
    }
  }

  @Test(
    "loudness and its range are libebur128's of the output", arguments: Programme.allCases,
    [44_100.0, 48_000, 96_000])
  func loudness(programme: Programme, sampleRate: Double) {
    let seconds = sampleRate == 48_000 ? 12.0 : 5
    let signal = programme.signal(seconds: seconds, sampleRate: sampleRate)
    let (output, meters) = measured(signal, .driven(decibels: 4), sampleRate: sampleRate)
    let reference = ReferenceLoudness(output, sampleRate: Int(sampleRate))
    #expect(abs(meters.integratedLUFS - reference.integratedLUFS) <= 0.02)
    // The range of a few seconds is made of a few values: where a tenth of them lies is a convention.
    if seconds > 10 {
      #expect(abs(meters.loudnessRangeLU - reference.loudnessRangeLU) <= 0.1)
    }
  }

  @Test(
    "gain reduction is what the limiter takes from a steady tone", arguments: [Float(3), 6, 12])
  func gainReduction(decibels: Float) {
    // At -1 dBFS every decibel of gain is one of reduction.
    let tone = sine(hertz: 997, amplitude: amplitude(decibels: -1), seconds: 2, sampleRate: 48_000)
    let (_, meters) = chain(tone, .driven(decibels: decibels, clipPercent: 0))
    // The limiter keeps up to 0.1 dB clear of its ceiling.
    #expect(meters.gainReductionDecibels >= Double(decibels))
    #expect(meters.gainReductionDecibels < Double(decibels) + 0.1)
    #expect(abs(meters.averageGainReductionDecibels - Double(decibels)) < 0.1)
    #expect(abs(meters.appliedGainDecibels - Double(decibels)) < 1e-6)
  }

  @Test("the clip's share counts in the average")
  func clipReduction() {
    let tone = sine(hertz: 997, amplitude: amplitude(decibels: -1), seconds: 2, sampleRate: 48_000)
    let without = chain(tone, .driven(decibels: 6, preset: .club, clipPercent: 0)).1
    let with = chain(tone, .driven(decibels: 6, preset: .club, clipPercent: 200)).1
    #expect(with.gainReductionDecibels < without.gainReductionDecibels - 1)
    #expect(
      abs(with.averageGainReductionDecibels - without.averageGainReductionDecibels) < 1)
  }

  @Test("under the ceiling there is no gain reduction")
  func noReduction() {
    let tone = sine(hertz: 997, amplitude: 0.5, seconds: 1, sampleRate: 48_000)
    let (_, meters) = chain(tone, .neutral)
    #expect(meters.gainReductionDecibels == 0)
    #expect(meters.averageGainReductionDecibels == 0)
  }

  /// Without the tail: the meters at the end of the sound.
  private func chain(_ signal: Signal, _ settings: Settings) -> (Signal, Meters) {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = settings
    chain.restart()
    let output = rendered(signal) { chain.process(&$0) }
    return (output, chain.meters)
  }

  @Test("correlation is 1 of mono, -1 of its opposite, about 0 of two noises")
  func correlation() {
    let noise = pinkNoise(rms: 0.05, seconds: 2, sampleRate: 48_000)
    #expect(chain(noise.map { Frame($0.x, $0.x) }, .neutral).1.correlation > 0.9999)
    #expect(chain(noise.map { Frame($0.x, -$0.x) }, .neutral).1.correlation < -0.9999)
    #expect(abs(chain(noise, .neutral).1.correlation) < 0.3)
  }

  @Test("PSR is the peak over the short-term loudness: that of a sine, that of peaky drums")
  func psr() {
    // A stereo sine at 997 Hz reads its own peak in LUFS, 3.01 dB for the mean square and -3.01 for
    // two channels (BS.1770-5, Annex 1, note to equation 2).
    let tone = sine(hertz: 997, amplitude: 0.3, seconds: 4, sampleRate: 48_000)
    #expect(abs(chain(tone, .neutral).1.psrDecibels) < 0.1)
    let beat = drums(amplitude: 0.5, beatsPerMinute: 60, seconds: 4, sampleRate: 48_000)
    let (output, meters) = chain(beat, .neutral)
    #expect(meters.psrDecibels > 8)
    let latest = Array(output[(output.count - 3 * 48_000)...])
    let peak = TruePeakJudge().truePeakDecibels(of: latest)
    let loudness = ReferenceLoudness(output, sampleRate: 48_000).shortTermLUFS.last ?? 0
    #expect(abs(meters.psrDecibels - (peak - loudness)) < 0.1)
    // Limiting takes peaks, so it takes PSR.
    #expect(
      chain(beat, .driven(decibels: 18)).1.psrDecibels < meters.psrDecibels - 3)
  }

  @Test("a reset clears the meters, once for each rise")
  func reset() {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = .driven(decibels: 6)
    chain.restart()
    let loud = pinkNoise(rms: 0.2, seconds: 3, sampleRate: 48_000)
    let quiet = scaled(loud, decibels: -30)
    _ = rendered(loud) { chain.process(&$0) }
    #expect(chain.meters.truePeakDecibels > -2)
    chain.settings.isResetRequested = true
    // What is still inside the limiter is the past's; a second later only the present counts.
    _ = rendered(silence(seconds: 0.05, sampleRate: 48_000)) { chain.process(&$0) }
    chain.settings.isResetRequested = false
    _ = rendered(silence(seconds: 0.05, sampleRate: 48_000)) { chain.process(&$0) }
    chain.settings.isResetRequested = true
    _ = rendered(quiet) { chain.process(&$0) }
    #expect(chain.meters.truePeakDecibels < -15)
    #expect(chain.meters.integratedLUFS < -25)
    let held = chain.meters.integratedLUFS
    // The request is still there, but it is not a new one.
    _ = rendered(quiet) { chain.process(&$0) }
    #expect(abs(chain.meters.integratedLUFS - held) < 0.5)
  }

  @Test("a restart clears the meters and starts the sound anew")
  func restart() {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = .driven(decibels: 6)
    _ = rendered(pinkNoise(rms: 0.2, seconds: 2, sampleRate: 48_000)) { chain.process(&$0) }
    chain.restart()
    #expect(chain.meters == Meters())
  }

  @Test("figures come at least ten times a second")
  func pace() {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = .driven(decibels: 6)
    chain.restart()
    var last = chain.meters.momentaryLUFS
    var changes = 0
    let signal = pinkNoise(rms: 0.1, seconds: 2, sampleRate: 48_000)
    _ = rendered(signal, blockLengths: [64]) { block in
      chain.process(&block)
      if chain.meters.momentaryLUFS != last { changes += 1 }
      last = chain.meters.momentaryLUFS
    }
    #expect(changes >= 19)
  }
}
