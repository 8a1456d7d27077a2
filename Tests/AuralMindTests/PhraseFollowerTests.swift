import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct PhraseFollowerTests {
  /// What a follower says at the end of every quantum.
  private func readings<Value>(
    of signal: Signal, levels: PhraseLevels? = nil, sampleRate: Double = 48_000,
    blockLengths: [Int] = [64], _ read: (PhraseFollower) -> Value
  ) -> [Value] {
    var follower = PhraseFollower(sampleRate: sampleRate)
    var values: [Value] = []
    _ = renderedOnGrid(signal, blockLengths: blockLengths) { _ in
      follower.update(levels: levels)
      values.append(read(follower))
    } process: {
      follower.hear(&$0)
    }
    return values
  }

  /// Pink noise, quiet and loud in turn, in mid and side.
  private func verses(
    seconds: Double, times: Int, decibels: Double = -10, sampleRate: Double = 48_000
  ) -> Signal {
    let loud = SideSignals.noise(correlation: 0.6, seconds: seconds, sampleRate: sampleRate)
    return (0..<times).flatMap { $0 % 2 == 0 ? scaled(loud, decibels: decibels) : loud }
  }

  @Test("loudness is BS.1770's", arguments: [44_100.0, 48_000, 96_000])
  func loudness(sampleRate: Double) {
    // 997 Hz at -20 dBFS on both sides, all of it in mid, reads -20 LUFS; so does the same in side.
    let tone = sine(hertz: 997, amplitude: 0.1, seconds: 3, sampleRate: sampleRate)
    for signal in [tone.map { Frame($0.x, 0) }, tone.map { Frame(0, $0.y) }] {
      let values = readings(of: signal, sampleRate: sampleRate) { $0.loudnessLUFS }
      #expect(abs((values.last ?? 0) + 20) < 0.05)
    }
  }

  @Test("is in the middle until 5 s were heard, then tells quiet from loud")
  func phrase() {
    let values = readings(of: verses(seconds: 4, times: 8)) { $0.phrase }
    let second = 750
    #expect(values[..<(4 * second)].allSatisfy { $0 == 0.5 })
    // The second half of the seventh, quiet, verse and of the eighth, loud one.
    #expect(values[(26 * second)..<(28 * second)].allSatisfy { $0 < 0.2 })
    #expect(values[(30 * second)..<(32 * second - 1)].allSatisfy { $0 > 0.8 })
  }

  @Test("is in the middle throughout where the level never changes")
  func steady() {
    let steady = SideSignals.noise(correlation: 0.6, seconds: 20)
    #expect(readings(of: steady) { $0.phrase }.allSatisfy { $0 == 0.5 })
  }

  @Test("goes by a captured spread from the first moment on")
  func captured() {
    let levels = PhraseLevels(
      tenthLUFS: -26, quarterLUFS: -24, threeQuartersLUFS: -18, ninetiethLUFS: -16)
    let tone = sine(hertz: 997, amplitude: 0.1, seconds: 1, sampleRate: 48_000)
      .map { Frame($0.x, 0) }
    let values = readings(of: tone, levels: levels) {
      SIMD4($0.phrase, $0.quarterLUFS, $0.threeQuartersLUFS, $0.isKnown ? 1 : 0)
    }
    let last = values[values.count - 1]
    // -20 LUFS lies 6 of 10 LU above the quiet tenth.
    #expect(abs(last.x - 0.6) < 0.01)
    #expect(last.y == -24 && last.z == -18)
    #expect(values[1].w == 1)
  }

  @Test("the quarters are those of the short-term loudness, and known after 10 s")
  func quarters() {
    let signal = verses(seconds: 15, times: 4)
    let values = readings(of: signal) {
      SIMD3($0.quarterLUFS, $0.threeQuartersLUFS, $0.isKnown ? 1 : 0)
    }
    #expect(values[..<7_400].allSatisfy { $0.z == 0 })
    #expect(values[7_600...].allSatisfy { $0.z == 1 })
    let last = values[values.count - 1]
    let loud = readings(of: verses(seconds: 15, times: 2)) { $0.loudnessLUFS }
    // Half of the track is loud, half 10 dB quieter; pink noise wavers by 0.3 LU.
    #expect(abs(last.y - loud[loud.count - 1]) < 1)
    #expect(abs(last.y - last.x - 10) < 1.5)
  }

  @Test("silence before the track changes nothing, silence in it does not count")
  func silenceDoesNotCount() {
    let signal = verses(seconds: 4, times: 4)
    let pause = Signal(repeating: .zero, count: 64 * 3_000)
    let plain = readings(of: signal) { SIMD2($0.phrase, $0.loudnessLUFS) }
    let late = readings(of: pause + signal) { SIMD2($0.phrase, $0.loudnessLUFS) }
    #expect(late[3_000...].elementsEqual(plain))
    // After 8 s of music and a pause of 4 s the quarters are those of the music.
    let broken = readings(of: signal[..<384_000] + pause) { $0.quarterLUFS }
    #expect(abs(broken[broken.count - 1] - broken[5_999]) < 1)
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = verses(seconds: 2, times: 4)
    let read = { (follower: PhraseFollower) in SIMD2(follower.phrase, follower.loudnessLUFS) }
    #expect(
      readings(of: signal, blockLengths: blockLengths, read).elementsEqual(
        readings(of: signal, read)))
  }

  @Test("hears the same at every rate", arguments: [8_000.0, 44_100, 96_000])
  func rates(sampleRate: Double) {
    // Tones: the same programme at every rate.
    let programme = { (rate: Double) -> Signal in
      (0..<Int(24 * rate)).map { i in
        let time = Double(i) / rate
        let swell = pow(10, 0.3 * cos(2 * .pi * time / 8))
        return Frame(Float(0.1 * swell * sin(2 * .pi * 997 * time)), 0)
      }
    }
    let here = readings(of: programme(sampleRate), sampleRate: sampleRate) { $0.phrase }
    let there = readings(of: programme(48_000)) { $0.phrase }
    for second in 8..<24 {
      let difference = here[Int(Double(second) * sampleRate / 64)] - there[second * 750]
      #expect(abs(difference) < 0.05)
    }
  }

  @Test("reset forgets")
  func reset() {
    let signal = verses(seconds: 2, times: 4)
    var follower = PhraseFollower(sampleRate: 48_000)
    let loudness = { (signal: Signal) -> [Double] in
      var values: [Double] = []
      _ = renderedOnGrid(signal) { _ in
        follower.update(levels: nil)
        values.append(follower.phrase + follower.loudnessLUFS + follower.quarterLUFS)
      } process: {
        follower.hear(&$0)
      }
      return values
    }
    let first = loudness(signal)
    follower.reset()
    #expect(loudness(signal).elementsEqual(first))
  }
}
