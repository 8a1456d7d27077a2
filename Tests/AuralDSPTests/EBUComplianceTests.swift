import AuralDSP
import Support
import Testing

/// The test signals of EBU Tech 3341 (2023), table 1, and Tech 3342, table 1, synthesised.
///
/// Left out: 3341 case 6 (five channels), 7 and 8 and 3342 case 5 and 6 (recorded programmes).
@Suite struct EBUComplianceTests {
  private static let sampleRates: [Double] = [44_100, 48_000, 96_000]

  /// Case 3 to 5 of Tech 3341: (peak level in dBFS, length in s).
  private static let gatedProgrammes: [[(decibels: Double, seconds: Double)]] = [
    [(-36, 10), (-23, 60), (-36, 10)],
    [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
    [(-26, 20), (-20, 20.1), (-26, 20)],
  ]

  /// Case 1 to 4 of Tech 3342: the peak levels of the steps in dBFS, and the range.
  private static let rangeProgrammes: [(levels: [Double], rangeLU: Double)] = [
    ([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20), ([-50, -35, -20, -35, -50], 15),
  ]

  /// A stereo sine of 1 kHz in steps of (peak level in dBFS, length in s).
  private func tone(_ steps: [(decibels: Double, seconds: Double)], _ sampleRate: Double) -> Signal
  {
    steps.flatMap { step in
      scaled(
        sine(hertz: 1_000, seconds: step.seconds, sampleRate: sampleRate), decibels: step.decibels)
    }
  }

  private func measured(_ signal: Signal, _ sampleRate: Double) -> LoudnessMeter {
    var meter = LoudnessMeter(sampleRate: sampleRate)
    _ = rendered(signal) { meter.process(&$0) }
    return meter
  }

  @Test("3341 case 1 and 2: M, S and I of a steady tone", arguments: [-23.0, -33], sampleRates)
  func steadyTone(level: Double, sampleRate: Double) {
    let meter = measured(tone([(level, 20)], sampleRate), sampleRate)
    #expect(abs(meter.momentaryLUFS - level) <= 0.1)
    #expect(abs(meter.shortTermLUFS - level) <= 0.1)
    #expect(abs(meter.integratedLUFS - level) <= 0.1)
  }

  @Test("3341 case 3 to 5: I of a tone in steps, gated", arguments: gatedProgrammes.indices)
  func gatedTone(programme: Int) {
    let meter = measured(tone(Self.gatedProgrammes[programme], 48_000), 48_000)
    #expect(abs(meter.integratedLUFS + 23) <= 0.1)
  }

  @Test("3341 case 9: S of a tone in steps stays at -23 after 3 s", arguments: sampleRates)
  func constantShortTerm(sampleRate: Double) {
    let signal = tone(
      Array(repeating: [(decibels: -20.0, seconds: 1.34), (-30, 1.66)], count: 5).flatMap { $0 },
      sampleRate)
    var meter = LoudnessMeter(sampleRate: sampleRate)
    _ = rendered(signal, blockLengths: [Int(sampleRate / 10)]) {
      meter.process(&$0)
      if meter.completedHops >= 30 { #expect(abs(meter.shortTermLUFS + 23) <= 0.1) }
    }
    #expect(meter.completedHops == 150)
  }

  @Test("3341 case 10: maximum S of a tone of 3 s, wherever it begins", arguments: 0..<20)
  func maximumShortTerm(segment: Int) {
    let signal =
      silence(seconds: Double(segment) * 0.15, sampleRate: 48_000) + tone([(-23, 3)], 48_000)
      + silence(seconds: 1, sampleRate: 48_000)
    #expect(abs(measured(signal, 48_000).maximumShortTermLUFS + 23) <= 0.1)
  }

  @Test("3341 case 11: maximum S of tones of 3 s, live")
  func liveShortTerm() {
    var meter = LoudnessMeter(sampleRate: 48_000)
    for segment in 0..<20 {
      let level = -38.0 + Double(segment)
      let before = Double(segment) * 0.15
      let signal =
        silence(seconds: before, sampleRate: 48_000) + tone([(level, 3)], 48_000)
        + silence(seconds: 3 - before, sampleRate: 48_000)
      var highest = silenceLUFS
      _ = rendered(signal, blockLengths: [480]) {
        meter.process(&$0)
        highest = max(highest, meter.shortTermLUFS)
      }
      #expect(abs(highest - level) <= 0.1)
    }
  }

  @Test("3341 case 12: M of a tone in steps stays at -23 after 1 s", arguments: sampleRates)
  func constantMomentary(sampleRate: Double) {
    let signal = tone(
      Array(repeating: [(decibels: -20.0, seconds: 0.18), (-30, 0.22)], count: 25).flatMap { $0 },
      sampleRate)
    var meter = LoudnessMeter(sampleRate: sampleRate)
    _ = rendered(signal, blockLengths: [Int(sampleRate / 100)]) {
      meter.process(&$0)
      if meter.completedHops >= 10 { #expect(abs(meter.momentaryLUFS + 23) <= 0.1) }
    }
    #expect(meter.completedHops == 100)
  }

  @Test("3341 case 13: maximum M of a tone of 400 ms, wherever it begins", arguments: 0..<20)
  func maximumMomentary(segment: Int) {
    let signal =
      silence(seconds: Double(segment) * 0.02, sampleRate: 48_000) + tone([(-23, 0.4)], 48_000)
      + silence(seconds: 1, sampleRate: 48_000)
    #expect(abs(measured(signal, 48_000).maximumMomentaryLUFS + 23) <= 0.1)
  }

  @Test("3341 case 14: maximum M of tones of 400 ms, live")
  func liveMomentary() {
    var meter = LoudnessMeter(sampleRate: 48_000)
    for segment in 0..<20 {
      let level = -38.0 + Double(segment)
      let before = Double(segment) * 0.02
      let signal =
        silence(seconds: before, sampleRate: 48_000) + tone([(level, 0.4)], 48_000)
        + silence(seconds: 0.4 - before, sampleRate: 48_000)
      var highest = silenceLUFS
      _ = rendered(signal, blockLengths: [480]) {
        meter.process(&$0)
        highest = max(highest, meter.momentaryLUFS)
      }
      #expect(abs(highest - level) <= 0.1)
    }
  }

  @Test(
    "3342 case 1 to 4: the range of a tone in steps of 20 s", arguments: rangeProgrammes.indices)
  func loudnessRange(index: Int) {
    let programme = Self.rangeProgrammes[index]
    let signal = tone(programme.levels.map { (decibels: $0, seconds: 20) }, 48_000)
    #expect(abs(measured(signal, 48_000).loudnessRangeLU - programme.rangeLU) <= 1)
  }
}
