import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What the stages between match EQ and governor owe the chain as a whole.
@Suite struct StageChainTests {
  private static let sideStages: [Control] = [.width, .microshift, .microdetail, .movement]
  private static let rate = 48_000.0

  /// A programme that is well under the ceiling, and long enough to be known.
  private static let programme = partials(seconds: 20, sampleRate: rate)

  private func sum(_ signal: Signal) -> [Double] {
    signal.map { Double($0.x) + Double($0.y) }
  }

  private func side(_ signal: some Collection<Frame>) -> [Double] {
    signal.map { (Double($0.x) - Double($0.y)) / 2 }
  }

  private func levelDecibels(_ samples: some Collection<Double>) -> Double {
    decibels(power: samples.reduce(0) { $0 + $1 * $1 } / Double(samples.count))
  }

  @Test("what widens leaves the mono sum alone, to rounding", arguments: sideStages)
  func monoSum(stage: Control) {
    let with = sum(mastered(Self.programme, .alone(stage, percent: 200)))
    let without = sum(mastered(Self.programme, .neutral))
    let change = zip(with, without).map { $0 - $1 }
    #expect(levelDecibels(change) - levelDecibels(without) < -130)
    #expect(change.allSatisfy { abs($0) < 4e-7 })
  }

  @Test("each stage at 200 % is heard", arguments: Settings.stages.filter { $0 != .deess })
  func heard(stage: Control) {
    // The masking EQ and the mono-sub have something to do when low mids and the sub's sides swell.
    var signal = Self.programme
    for i in signal.indices {
      let time = Double(i) / Self.rate
      guard time > 14 else { continue }
      signal[i] += Frame(repeating: 0.1 * Float(sin(2 * .pi * 290 * time)))
      let low = Float(0.05 * sin(2 * .pi * 60 * time))
      signal[i] += Frame(low, -0.6 * low)
    }
    let with = mastered(signal, .alone(stage, percent: 200))
    let without = mastered(signal, .neutral)
    let change = zip(with, without).map { pair in Double((pair.0 - pair.1).x) }
    #expect(levelDecibels(change) - levelDecibels(left(without)) > -60)
  }

  @Test(
    "a stage out of the path touches no bit of what the others do",
    arguments: Settings.stages)
  func independence(stage: Control) {
    // Transparent asks nothing of the stages: at any amount they stay out of the path.
    var asked = Settings.neutral
    asked.preset = .transparent
    asked[stage] = 200
    var notAsked = asked
    notAsked[stage] = 0
    #expect(
      mastered(Self.programme, asked).elementsEqual(mastered(Self.programme, notAsked)))
  }

  @Test(
    "sounds the same at 48 and at 96 kHz: third octaves within 0.2 dB",
    arguments: isDeepCheck ? [100, 200] : [200])
  func rates(percent: Int) {
    var settings = Settings.everything(percent: Float(percent))
    settings.governorGainDecibels = 0
    let low = thirdOctaves(settings, sampleRate: 48_000)
    let high = thirdOctaves(settings, sampleRate: 96_000)
    for (index, pair) in zip(low, high).enumerated() {
      let (a, b) = pair
      #expect(abs(a.mid - b.mid) < 0.2, "mid of band \(index): \(a.mid - b.mid) dB")
      #expect(abs(a.side - b.side) < 0.2, "side of band \(index): \(a.side - b.side) dB")
    }
  }

  /// The levels of mid and side of what the chain makes of the programme.
  private func thirdOctaves(
    _ settings: Settings, sampleRate: Double
  ) -> [(mid: Double, side: Double)] {
    let programme = partials(seconds: 16, sampleRate: sampleRate)
    let output = masteredInStep(programme, settings, sampleRate: sampleRate)
    let spectrum = capturedSpectrum(output, sampleRate: sampleRate)
    return thirdOctaveLevels(spectrum, centres: AuralMindTests.thirdOctaves(from: 50, to: 16_000))
  }

  @Test("a known song 12 dB quieter has the same master in every third octave, 12 dB quieter")
  func level() {
    var settings = Settings.everything(percent: 200)
    settings.governorGainDecibels = 0
    settings.clipPercent = 0
    let loud = levels(Self.programme, settings)
    let quiet = levels(scaled(Self.programme, decibels: -12), settings)
    for (a, b) in zip(loud, quiet) {
      #expect(abs(a.mid - b.mid - 12) < 0.05)
      #expect(abs(a.side - b.side - 12) < 0.05)
    }
  }

  /// The same of a song that is known from its first frame.
  private func levels(
    _ programme: Signal, _ settings: Settings
  ) -> [(mid: Double, side: Double)] {
    var chain = MasteringChain(sampleRate: Self.rate)
    chain.setSpectrum(capturedSpectrum(programme), at: .source)
    chain.settings = settings
    chain.restart()
    let output = rendered(programme) { chain.process(&$0) }
    return thirdOctaveLevels(
      capturedSpectrum(output), centres: AuralMindTests.thirdOctaves(from: 50, to: 16_000))
  }

  @Test("a preset may follow another while everything is at work, without a click")
  func presets() {
    let tone = sine(hertz: 100, amplitude: 0.2, seconds: 3, sampleRate: Self.rate)
    let output = mastered(tone) { frame in
      var settings = Settings.everything()
      settings.governorGainDecibels = 0
      settings.clipPercent = 0
      settings.preset = Preset(rawValue: frame / 9_600 * 3 % 7) ?? .club
      return settings
    }
    var highpass = BandPass(lowHertz: 6_000, highHertz: 1e9, sampleRate: Self.rate)
    let high = output.map { Double(highpass.process(DoubleFrame($0)).x) }
    let loudest = high[48_000...].reduce(0) { max($0, abs($1)) }
    // A jump by a tenth would be 50 dB louder.
    #expect(decibels(amplitude: loudest / 0.2) < -66)
  }

  @Test("a chorus that is known opens the sides, from where it begins to where it ends")
  func knownChorus() throws {
    var facts = TrackStatistics()
    facts.sections = [
      .init(startSeconds: 0, endSeconds: 8, intensity: 0),
      .init(startSeconds: 8, endSeconds: 12, intensity: 1),
      .init(startSeconds: 12, endSeconds: 20, intensity: 0.2),
    ]
    let spectrum = capturedSpectrum(Self.programme)
    let gains = lift(KnownTrack(spectrum: spectrum, facts: TrackFacts(facts)))
    #expect(abs(gains(2, 7.9)) < 0.005)
    // Above 1.6 kHz it is 0.6 dB; most of the side lies below.
    #expect(gains(9.5, 11.9) > 0.04)
    #expect(abs(gains(19, 19.9)) < 0.01)
    // The host says that the song begins five seconds later.
    let later = lift(KnownTrack(spectrum: spectrum, facts: TrackFacts(facts)), start: -240_000)
    #expect(abs(later(2, 12.9)) < 0.005)
    #expect(later(14.5, 16.9) > 0.04)
    // A song of one section has no chorus.
    facts.sections = [.init(startSeconds: 0, endSeconds: 20, intensity: 0)]
    let flat = lift(KnownTrack(spectrum: spectrum, facts: TrackFacts(facts)))
    #expect(abs(flat(0, 20)) < 1e-6)
  }

  /// By how much the hook lift alone raises the side between two moments of the output, in dB.
  private func lift(
    _ track: KnownTrack, start: Int = 0
  ) -> (_ from: Double, _ to: Double) -> Double {
    func output(_ settings: Settings) -> [Double] {
      var chain = MasteringChain(sampleRate: Self.rate)
      chain.setTrack(track, at: .source)
      chain.settings = settings
      chain.restart()
      chain.locate(frame: start, isRolling: true)
      let latency = chain.latencyFrames
      let tail = Signal(repeating: .zero, count: latency)
      return side(rendered(Self.programme + tail) { chain.process(&$0) }[latency...])
    }
    let with = output(.alone(.hookLift, percent: 200))
    let without = output(.neutral)
    return { from, to in
      let range = Int(from * Self.rate)..<Int(to * Self.rate)
      return self.levelDecibels(with[range]) - self.levelDecibels(without[range])
    }
  }
}
