import AuralDSP
import AuralMindOffline
import FileSupport
import Foundation
import Testing

@Suite struct MeasureTests {
  /// A sine of `hertz` whose samples miss its peaks by `phase` of a cycle.
  private func sine(
    hertz: Double, amplitude: Double, phase: Double = 0, seconds: Double = 4
  ) -> [Float] {
    let count = Int(seconds * 48_000)
    return (0..<count).map { i in
      // A tone that starts at once would overshoot its own peaks.
      let fade = min(1, Double(min(i, count - 1 - i)) / 480)
      return Float(fade * amplitude * sin(2 * .pi * (hertz * Double(i) / 48_000 + phase)))
    }
  }

  private func figures(channels: [[Float]]) throws -> ProgrammeFigures {
    let folder = try TemporaryFolder()
    let samples = channels[0].indices.flatMap { i in channels.map { $0[i] } }
    let file = SoundFile(
      sampleRate: 48_000, channelCount: channels.count, format: SoundFormat.wavFloat,
      samples: samples)
    #expect(file.write(to: folder("x.wav")))
    var audio = try AudioFile(path: folder("x.wav"))
    let once = try measure(&audio)
    // A file that has been measured stands at its first frame again.
    #expect(try measure(&audio) == once)
    return once
  }

  @Test("a 997 Hz sine at full scale in one channel is at −3.01 LUFS (BS.1770-5, Annex 1)")
  func reference() throws {
    let tone = sine(hertz: 997, amplitude: 1)
    let figures = try figures(channels: [tone, tone.map { _ in 0 }])
    #expect(abs(figures.integratedLUFS + 3.01) < 0.01)
    #expect(abs(figures.maximumMomentaryLUFS + 3.01) < 0.02)
    #expect(abs(figures.maximumShortTermLUFS + 3.01) < 0.02)
  }

  @Test("a mono file counts as one channel, 3.01 LU below the same on two")
  func mono() throws {
    let tone = sine(hertz: 997, amplitude: 0.25)
    let one = try figures(channels: [tone])
    let two = try figures(channels: [tone, tone])
    #expect(abs(two.integratedLUFS - one.integratedLUFS - 3.0103) < 0.001)
    #expect(one.truePeakDecibels == two.truePeakDecibels)
    #expect(one.crestDecibels == two.crestDecibels)
    #expect(one.correlation == nil)
  }

  @Test("finds peaks between samples, to the last one of the file")
  func truePeak() throws {
    // At a quarter of the rate and an eighth of a cycle off, every sample is 3.01 dB under the peak.
    let tone = sine(hertz: 12_000, amplitude: 0.5, phase: 0.125)
    let steady = try figures(channels: [tone, tone])
    #expect(abs(steady.truePeakDecibels + 6.02) < 0.05)
    #expect(abs(steady.samplePeakDecibels + 9.03) < 0.01)
    var late = [Float](repeating: 0, count: 48_000)
    late[47_999] = 0.5
    #expect(abs(try figures(channels: [late, late]).truePeakDecibels + 6.02) < 0.05)
  }

  @Test("a sine has a crest of 3.01 dB and the ratios that follow from its level")
  func ratios() throws {
    let tone = sine(hertz: 997, amplitude: 0.5)
    let figures = try figures(channels: [tone, tone])
    // The fades at both ends take 0.01 dB off the RMS level.
    #expect(abs(figures.crestDecibels - 3.02) < 0.01)
    let ratio = figures.truePeakDecibels - figures.integratedLUFS
    #expect(figures.peakToLoudnessDecibels == ratio)
    let psr = try #require(figures.minimumPeakToShortTermDecibels)
    #expect(abs(psr - ratio) < 0.05)
  }

  @Test("correlation is 1 for mono, −1 for opposite and 0 for unrelated sides")
  func correlation() throws {
    let tone = sine(hertz: 1_000, amplitude: 0.5)
    let other = sine(hertz: 1_000, amplitude: 0.5, phase: 0.25)
    let pairs = [(tone, 1.0), (tone.map { -$0 }, -1), (other, 0)]
    for (right, expected) in pairs {
      let correlation = try figures(channels: [tone, right]).correlation
      #expect(abs(try #require(correlation) - expected) < 1e-4)
    }
  }

  @Test("silence is measured without a fuss")
  func silence() throws {
    let nothing = [Float](repeating: 0, count: 96_000)
    let figures = try figures(channels: [nothing, nothing])
    #expect(figures.integratedLUFS == -120)
    #expect(figures.truePeakDecibels == -120)
    #expect(figures.crestDecibels == 0)
    #expect(figures.minimumPeakToShortTermDecibels == nil)
    #expect(figures.correlation == nil)
  }

  @Test("a loudness of which no whole window was heard is not known")
  func short() throws {
    for (seconds, hasMomentary, hasShortTerm) in [
      (0.39, false, false), (0.4, true, false), (2.9, true, false), (3, true, true),
    ] {
      let tone = sine(hertz: 997, amplitude: 0.5, seconds: seconds)
      let figures = try figures(channels: [tone, tone])
      #expect((figures.integratedLUFS > -120) == hasMomentary)
      #expect((figures.maximumMomentaryLUFS > -120) == hasMomentary)
      #expect((figures.maximumShortTermLUFS > -120) == hasShortTerm)
    }
  }
}
