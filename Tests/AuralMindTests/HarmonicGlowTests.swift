import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

/// Glow adds a harmonic, and nothing else.
@Suite struct HarmonicGlowTests {
  private let loud = GlowProbe(amountPercent: { _ in 200 })
  private let programme = GlowProbe.programmeAmplitude()

  // Half a decibel: what the figure is meant to say.
  @Test
  func `a tone as loud as the programme gets -39 dB of its third harmonic, doubled at 200 %`() {
    let single = GlowProbe().thirdHarmonicDecibels(hertz: 1_500, amplitude: programme)
    #expect(abs(single + 39) < 0.5)
    let double = loud.thirdHarmonicDecibels(hertz: 1_500, amplitude: programme)
    #expect(abs(double - single - 6.02) < 0.05)
  }

  @Test func `what a preset asks for is in proportion to its drive and to its mix`() {
    let full = GlowProbe().thirdHarmonicDecibels(hertz: 1_500, amplitude: programme)
    let gentle = GlowProbe(values: { _ in (0.7, 0.45) })
      .thirdHarmonicDecibels(hertz: 1_500, amplitude: programme)
    #expect(abs(gentle - full - 20 * log10(0.7 * 0.45 / (0.9 * 0.55))) < 0.05)
  }

  @Test func `loud tones get no larger a share, soft ones hardly any`() {
    for decibels in [6.0, 20, 60] {
      let share = GlowProbe().thirdHarmonicDecibels(
        hertz: 1_500, amplitude: programme * AuralDSP.amplitude(decibels: decibels))
      #expect(share > -39.5 && share < -37.5)
    }
    let soft = GlowProbe().thirdHarmonicDecibels(hertz: 1_500, amplitude: programme * 0.01)
    #expect(soft < -64)
  }

  // 0.02 dB is the bound of the design; the measured change is below a thousandth.
  @Test(arguments: [8_000.0, 44_100, 48_000, 96_000])
  func `the gain of every tone at every level is 0 dB`(sampleRate: Double) {
    var probe = loud
    probe.sampleRate = sampleRate
    for hertz in [40.0, 300, 600, 900, 1_200, 2_000, 3_100] {
      for level in [-90.0, -60, -30, -12, 0, 12] {
        let amplitude = AuralDSP.amplitude(decibels: level)
        let tone = sine(hertz: hertz, amplitude: amplitude, seconds: 0.3, sampleRate: sampleRate)
        let settled = probe.output(of: tone)[(tone.count / 2)...]
        let fit = SineFit(left(settled), hertz: hertz, sampleRate: sampleRate)
        #expect(abs(decibels(amplitude: fit.amplitude / amplitude)) < 0.02, "\(hertz) Hz, \(level)")
      }
    }
  }

  @Test(arguments: [44_100.0, 48_000, 96_000])
  func `aliases stay below -90 dBFS`(sampleRate: Double) {
    let tracks = [-18.0, -45].map { GlowProbe.track(loudnessLUFS: $0) } + [TrackBalance()]
    for hertz in [997.0, 1_000, 4_999, 5_000, 7_501, 8_999, 9_000, 10_501, 15_013] {
      for (level, track) in [(-6.0, tracks[0]), (0, tracks[0]), (0, tracks[1]), (0, tracks[2])] {
        var probe = loud
        probe.sampleRate = sampleRate
        probe.balance = { _ in track }
        let tone = sine(
          hertz: hertz, amplitude: amplitude(decibels: level), seconds: 0.5,
          sampleRate: sampleRate)
        let settled = left(probe.output(of: tone)[(tone.count / 2)...])
        let alias = Spectrum(settled, sampleRate: sampleRate)
          .strongestAlias(fundamentalHertz: hertz)
        #expect(alias.decibels < -90, "\(hertz) Hz: \(alias)")
      }
    }
  }

  @Test func `of a tone the third harmonic arises alone`() {
    let tone = sine(hertz: 1_501, amplitude: 0.5, seconds: 1, sampleRate: 48_000)
    let added = Spectrum(
      Array(loud.added(to: tone)[(tone.count / 2)...]), sampleRate: 48_000)
    let third = added.toneDecibels(hertz: 4_503)
    for harmonic in [0.0, 1, 2, 4, 5, 6, 7] {
      #expect(added.toneDecibels(hertz: harmonic * 1_501) < third - 60, "harmonic \(harmonic)")
    }
  }

  // A cubic waveshaper has its difference tones, 2·f1 - f2, as loud as its sums.
  @Test func `of two tones no difference arises`() {
    let tones = mix(
      sine(hertz: 1_900, amplitude: programme, seconds: 1, sampleRate: 48_000),
      sine(hertz: 2_600, amplitude: programme, seconds: 1, sampleRate: 48_000))
    let added = Spectrum(
      Array(loud.added(to: tones)[(tones.count / 2)...]), sampleRate: 48_000)
    let sum = added.toneDecibels(hertz: 2 * 1_900 + 2_600)
    for hertz in [0.0, 500, 700, 1_200, 1_400, 3_300] {
      #expect(added.toneDecibels(hertz: hertz) < sum - 30, "\(hertz) Hz")
    }
  }

  @Test func `neither the loudness nor a band of a mix changes`() {
    let programme = coded(syntheticMix(seconds: 8, sampleRate: 48_000))
    let before = decoded(programme)
    let after = decoded(loud.output(of: programme))
    let change =
      ReferenceLoudness(after, sampleRate: 48_000).integratedLUFS
      - ReferenceLoudness(before, sampleRate: 48_000).integratedLUFS
    #expect(abs(change) < 0.01)
    for hertz in stride(from: 0.0, through: 5, by: 1).map({ 900 * pow(2, $0 / 3) }) {
      let powers = [before, after].map {
        Spectrum(left($0), sampleRate: 48_000, length: 8_192)
          .meanSquare(fromHertz: hertz, toHertz: hertz * pow(2, 1.0 / 3))
      }
      #expect(abs(decibels(power: powers[1] / powers[0])) < 0.02, "\(hertz) Hz")
    }
  }

  @Test func `what is added has no mean and no lows, however lopsided the sound`() {
    let lopsided = sine(hertz: 1_100, seconds: 1, sampleRate: 48_000).map {
      Frame(max(0, $0.x), 0)
    }
    let added = Spectrum(
      Array(loud.added(to: lopsided)[(lopsided.count / 2)...]), sampleRate: 48_000)
    // Against all that is added, which is itself 40 dB below the sound.
    let whole = added.meanSquare(fromHertz: 0, toHertz: 24_000)
    let mean = added.meanSquare(fromHertz: 0, toHertz: 20)
    #expect(decibels(power: mean / whole) < -80)
    let low = added.meanSquare(fromHertz: 20, toHertz: 500)
    #expect(decibels(power: low / whole) < -60)
  }

  // The law of level is exact; what is left is the rounding of Float.
  @Test(arguments: [-12.0, 12])
  func `the same song at another level gets the same glow`(decibels level: Double) {
    let song = coded(syntheticMix(seconds: 4, sampleRate: 48_000))
    let lufs = ReferenceLoudness(decoded(song), sampleRate: 48_000).integratedLUFS
    let powers = [0, level].map { decibels in
      let probe = GlowProbe(balance: { _ in GlowProbe.track(loudnessLUFS: lufs + decibels) })
      let added = probe.added(to: scaled(song, decibels: decibels))
      return added.reduce(0) { $0 + $1 * $1 }
    }
    #expect(abs(decibels(power: powers[1] / powers[0]) - level) < 0.01)
  }

  @Test func `a track of which little is known is taken for one of -18 LUFS`() {
    let shares = [(-18.0, 1.0), (-60, 0), (-38, 0.5), (-28, 1)].map { lufs, trust in
      GlowProbe(balance: { _ in GlowProbe.track(loudnessLUFS: lufs, trust: trust) })
        .thirdHarmonicDecibels(hertz: 1_500, amplitude: 0.02)
    }
    #expect(shares[0] == shares[1])
    // Half trusted, it counts as half way in decibels.
    #expect(abs(shares[2] - shares[3]) < 0.001)
    #expect(shares[2] > shares[0] + 3)
  }

  @Test(arguments: [44_100.0, 96_000, 192_000, 384_000])
  func `sounds the same at every rate`(sampleRate: Double) {
    for hertz in [700.0, 1_000, 1_500, 2_500, 3_300] {
      let levels = [48_000, sampleRate].map { rate in
        GlowProbe(sampleRate: rate).thirdHarmonicDecibels(hertz: hertz, amplitude: programme)
      }
      #expect(abs(levels[1] - levels[0]) < 0.2, "\(hertz) Hz")
    }
  }
}

/// Left and right as mid and side.
private func coded(_ signal: Signal) -> Signal {
  signal.map { Frame($0.x + $0.y, $0.x - $0.y) * 0.5 }
}

/// Mid and side as left and right.
private func decoded(_ signal: Signal) -> Signal {
  signal.map { Frame($0.x + $0.y, $0.x - $0.y) }
}
