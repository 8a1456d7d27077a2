import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// The governor that learns.
///
/// What it does hardly depends on the rate, so most of it is tried at a low one.
@Suite struct LearnTests {
  private static let sampleRate = 16_000.0

  /// A song: verses and choruses that differ by `contrastDecibels`, each of them a quarter of a minute.
  private func song(
    seconds: Double = 180, level: Double = 0, contrastDecibels: Double = 4,
    sampleRate: Double = Self.sampleRate, seed: UInt64 = 1
  ) -> Signal {
    let bed = pinkNoise(rms: 0.06, seconds: seconds, sampleRate: sampleRate, seed: seed)
    let beat = drums(amplitude: 0.25, seconds: seconds, sampleRate: sampleRate, seed: seed + 1)
    let loud = Float(amplitude(decibels: level))
    let soft = Float(amplitude(decibels: level - contrastDecibels))
    return bed.indices.map { i in
      let isVerse = Int(Double(i) / sampleRate / 15) % 2 == 0
      return (bed[i] + beat[i]) * (isVerse ? soft : loud)
    }
  }

  /// What a chain played, the gain at every quantum, and the chain's own end.
  private struct Hearing {
    var output = Signal()
    var gains: [Double] = []
    var meters = Meters()
    var learned = LearnedLoudness()

    /// Gated loudness of a part of the output, from and to shares of its length.
    func loudness(from: Double, to: Double, sampleRate: Double) -> Double {
      let range = Int(from * Double(output.count))..<Int(to * Double(output.count))
      return ReferenceLoudness(
        Array(output[range]), sampleRate: Int(sampleRate)
      ).integratedLUFS
    }
  }

  private func hear(
    _ signal: Signal, sampleRate: Double = Self.sampleRate, learned: LearnedLoudness? = nil,
    settings: (_ seconds: Double) -> Settings
  ) -> Hearing {
    var chain = MasteringChain(sampleRate: sampleRate)
    if let learned { chain.learned = learned }
    chain.settings = settings(0)
    chain.restart()
    var hearing = Hearing()
    hearing.output.reserveCapacity(signal.count)
    hearing.output = rendered(signal, blockLengths: [64]) { block in
      chain.settings = settings(Double(hearing.gains.count * 64) / sampleRate)
      chain.process(&block)
      hearing.gains.append(chain.meters.appliedGainDecibels)
    }
    hearing.meters = chain.meters
    hearing.learned = chain.learned.settled
    return hearing
  }

  private func aiming(at target: Float, limit: Float = 3) -> Settings {
    var settings = Settings()
    settings.delivery = .custom
    settings.customTargetLUFS = target
    settings.gainReductionLimitDecibels = limit
    return settings
  }

  private static let targets: [Float] = [-23, -14, -11]

  @Test(
    "the last two thirds of three minutes are within 0.5 LU of the target", arguments: targets)
  func reachesTarget(target: Float) {
    for seed in isDeepCheck ? [1, 20, 40] : [1] as [UInt64] {
      let hearing = hear(song(seed: seed)) { _ in aiming(at: target, limit: 12) }
      let loudness = hearing.loudness(from: 1.0 / 3, to: 1, sampleRate: Self.sampleRate)
      #expect(abs(loudness - Double(target)) <= 0.5)
    }
  }

  @Test("so they are at 48 kHz", .enabled(if: isDeepCheck), arguments: targets)
  func reachesTargetAtFullRate(target: Float) {
    let hearing = hear(song(sampleRate: 48_000), sampleRate: 48_000) { _ in
      aiming(at: target, limit: 12)
    }
    #expect(
      abs(hearing.loudness(from: 1.0 / 3, to: 1, sampleRate: 48_000) - Double(target)) <= 0.5)
  }

  @Test("the gain never moves faster than 1 dB a second")
  func speed() {
    // Jumps of loudness and target, none of which the gain may follow at once.
    let signal = song(seconds: 40, contrastDecibels: 14)
    let hearing = hear(signal) { aiming(at: [-14, -9, -20][Int($0 / 12) % 3], limit: 12) }
    let quantum = 64 / Self.sampleRate
    var travelled = 0.0
    for (a, b) in zip(hearing.gains, hearing.gains[1...]) {
      #expect(abs(b - a) <= quantum * 1.0001)
      travelled += abs(b - a)
    }
    #expect(travelled > 5)
  }

  @Test("what was learned brings the whole programme to its target, within 0.2 LU")
  func exportStartsWherePlaybackEnded() throws {
    let signal = song()
    for target in isDeepCheck ? Self.targets : [-14] {
      let first = hear(signal) { _ in aiming(at: target, limit: 12) }
      let learned = try #require(LearnedLoudness(words: first.learned.words))
      let second = hear(signal, learned: learned) { _ in aiming(at: target, limit: 12) }
      let loudness = second.loudness(from: 0, to: 1, sampleRate: Self.sampleRate)
      #expect(abs(loudness - Double(target)) <= 0.2, "target \(target)")
      // It starts there; it does not drive there.
      #expect(abs(second.gains[0] - first.learned.gainDecibels) < 1e-4)
      let range = (second.gains.max() ?? 0) - (second.gains.min() ?? 0)
      #expect(range < 0.5, "target \(target)")
    }
  }

  @Test("waits while there is silence, and hears what follows")
  func waits() {
    let quiet = silence(seconds: 10, sampleRate: Self.sampleRate)
    let hearing = hear(quiet + song(seconds: 30)) { _ in aiming(at: -14) }
    let silent = Int(10 * Self.sampleRate / 64)
    #expect(hearing.gains[..<silent].allSatisfy { $0 == 0 })
    #expect(abs(hearing.gains.last ?? 0) > 1)
    #expect(hear(quiet) { _ in aiming(at: -14) }.meters.governorState == .waiting)
  }

  @Test("stands still in a pause, of silence or of hiss")
  func frozen() {
    for pause in [
      silence(seconds: 20, sampleRate: Self.sampleRate),
      pinkNoise(rms: 0.0001, seconds: 20, sampleRate: Self.sampleRate),
    ] {
      // So quiet that the gain is still on its way when the pause comes.
      let before = song(seconds: 8, level: -15, contrastDecibels: 0)
      let hearing = hear(before + pause + before) { _ in aiming(at: -12, limit: 12) }
      // A gating block of 400 ms is heard out first.
      let start = Int(8.7 * Self.sampleRate / 64)
      let end = Int(28 * Self.sampleRate / 64)
      let gains = hearing.gains[start..<end]
      #expect(hearing.gains[start] > 3)
      #expect((hearing.gains.last ?? 0) > hearing.gains[start] + 3)
      #expect(gains.allSatisfy { $0 == hearing.gains[start] })
    }
  }

  @Test("a target out of reach yields to the gain-reduction limit, and the state says so")
  func backsOff() {
    let limited = hear(song(level: 6)) { _ in aiming(at: -5, limit: 3) }
    #expect(limited.meters.averageGainReductionDecibels <= 3.3)
    #expect(limited.meters.averageGainReductionDecibels > 2)
    #expect(limited.meters.governorState == .limitedByGainReduction)
    #expect(limited.meters.integratedLUFS < -6)
    let gentle = hear(song(level: 6)) { _ in aiming(at: -5, limit: 1) }
    #expect(gentle.meters.averageGainReductionDecibels <= 1.3)
    #expect(gentle.meters.integratedLUFS < limited.meters.integratedLUFS - 1)
    let pushed = hear(song(level: 6)) { _ in aiming(at: -5, limit: 12) }
    #expect(pushed.meters.averageGainReductionDecibels > 4)
    #expect(pushed.meters.integratedLUFS > limited.meters.integratedLUFS + 0.3)
    #expect(pushed.meters.governorState != .limitedByGainReduction)
  }

  @Test("a source too quiet for 24 dB of gain says that the range is at its end")
  func rangeEnds() {
    let hearing = hear(song(seconds: 60, level: -40)) { _ in aiming(at: -9) }
    #expect(hearing.meters.governorState == .limitedByRange)
    #expect(hearing.meters.appliedGainDecibels <= 24)
    #expect(hearing.meters.appliedGainDecibels > 23.5)
  }

  @Test("a new target is followed, at 1 dB a second")
  func followsTarget() {
    let signal = song(seconds: 150, contrastDecibels: 0)
    let hearing = hear(signal) { aiming(at: $0 < 60 ? -20 : -14, limit: 12) }
    let before = hearing.loudness(from: 0.3, to: 0.4, sampleRate: Self.sampleRate)
    #expect(abs(before + 20) < 0.5)
    let at = { (seconds: Double) in hearing.gains[Int(seconds * Self.sampleRate / 64)] }
    #expect(at(63) - at(60) > 2.5)
    #expect(at(63) - at(60) <= 3.001)
    // A minute at -20 is owed to the target, so what follows may be louder than it.
    #expect(at(75) - at(60) > 5)
    #expect(hearing.meters.governorState == .settled || hearing.meters.governorState == .learning)
  }

  @Test("an export holds its gain once enough is known")
  func freewheel() throws {
    let signal = song(seconds: 60)
    let first = hear(signal) { _ in aiming(at: -14) }
    let other = hear(song(seconds: 30, level: 5, seed: 9), learned: first.learned) { _ in
      var settings = aiming(at: -14)
      settings.isFreewheeling = true
      return settings
    }
    #expect(other.gains.allSatisfy { $0 == other.gains[0] })
    #expect(abs(other.gains[0] - first.learned.gainDecibels) < 1e-6)
  }

  @Test("an export that follows playback holds what playback has taught")
  func freewheelAfterPlayback() {
    let hearing = hear(song(seconds: 60)) { seconds in
      var settings = aiming(at: -14)
      settings.isFreewheeling = seconds > 40
      return settings
    }
    let gains = hearing.gains[Int(40.2 * Self.sampleRate / 64)...]
    #expect(gains.allSatisfy { $0 == gains.first })
    #expect(abs(gains.first ?? 0) > 1)
  }

  @Test("an export of what was never heard learns as playback does")
  func freewheelUnknown() {
    let signal = song(seconds: 30)
    let export = hear(signal) { _ in
      var settings = aiming(at: -14)
      settings.isFreewheeling = true
      return settings
    }
    #expect(export.gains == hear(signal) { _ in aiming(at: -14) }.gains)
  }

  @Test("a reset forgets what was learned and glides back to 0 dB")
  func reset() {
    let signal = song(seconds: 40) + silence(seconds: 2, sampleRate: Self.sampleRate)
    let hearing = hear(signal) { seconds in
      var settings = aiming(at: -14)
      settings.isResetRequested = seconds > 41
      return settings
    }
    let before = hearing.gains[Int(40.9 * Self.sampleRate / 64)]
    #expect(abs(before) > 1)
    #expect(hearing.gains[Int(41.1 * Self.sampleRate / 64)] == 0)
    #expect(hearing.meters.governorState == .waiting)
    #expect(!hearing.learned.isKnown)
  }

  @Test("a restart keeps what was learned")
  func restart() {
    var chain = MasteringChain(sampleRate: Self.sampleRate)
    chain.settings = aiming(at: -14)
    _ = rendered(song(seconds: 40)) { chain.process(&$0) }
    let gain = chain.learned.gainDecibels
    #expect(abs(gain) > 1)
    chain.restart()
    #expect(chain.learned.gainDecibels == gain)
    _ = rendered(song(seconds: 0.1)) { chain.process(&$0) }
    #expect(chain.meters.appliedGainDecibels == gain)
  }

  @Test("the same programme heard again changes nothing")
  func hearingAgain() {
    let signal = song(seconds: 90)
    var chain = MasteringChain(sampleRate: Self.sampleRate)
    chain.settings = aiming(at: -14, limit: 12)
    _ = rendered(signal) { chain.process(&$0) }
    chain.restart()
    let learned = chain.learned.gainDecibels
    _ = rendered(signal) { chain.process(&$0) }
    chain.restart()
    #expect(abs(chain.learned.gainDecibels - learned) < 0.2)
  }
}
