import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// Bad input goes in; sound comes out all the same.
@Suite struct SurvivalTests {
  private static let hostile: [Float] = [
    .nan, .infinity, -.infinity, 1e30, -1e30, .greatestFiniteMagnitude, 1e5, .leastNonzeroMagnitude,
  ]

  private func isFinite(_ signal: Signal) -> Bool {
    signal.allSatisfy { $0.x.isFinite && $0.y.isFinite }
  }

  /// Every stage at work.
  private func settings(_ listen: ListenMode = .master) -> Settings {
    var settings = Settings.driven(decibels: 6, preset: .club, clipPercent: 200)
    settings.warmthPercent = 50
    settings.listen = listen
    return settings
  }

  /// Two seconds of music with a disturbance from 0.5 s on, for `frames`.
  private func disturbed(_ value: Float, frames: Int) -> (clean: Signal, hit: Signal) {
    let clean = scaled(pinkNoise(seconds: 2, sampleRate: 48_000), decibels: -6)
    var hit = clean
    for i in 24_000..<(24_000 + frames) { hit[i] = Frame(value, i % 2 == 0 ? value : -value) }
    return (clean, hit)
  }

  @Test("the output is finite whatever comes in, heard in any way", arguments: hostile)
  func finite(value: Float) {
    for frames in [1, 3_000] {
      for listen in ListenMode.allCases {
        for isEnabled in [true, false] {
          var settings = settings(listen)
          settings.isEnabled = isEnabled
          #expect(isFinite(mastered(disturbed(value, frames: frames).hit, settings)))
        }
      }
    }
  }

  @Test("noise of any bits at all comes out finite and under the ceiling")
  func anyBits() {
    var noise = SeededNoise(seed: 99)
    let signal = (0..<96_000).map { _ in
      Frame(
        Float(bitPattern: UInt32(truncatingIfNeeded: noise.next())),
        Float(bitPattern: UInt32(truncatingIfNeeded: noise.next())))
    }
    let output = mastered(signal, settings())
    #expect(isFinite(output))
    #expect(output.allSatisfy { max(abs($0.x), abs($0.y)) <= 0.9 })
  }

  @Test(
    "what is not a number is a gap: after the look-ahead and 50 ms all is as if it had been silence",
    arguments: [Float.nan, .infinity, -.infinity])
  func soundAgain(value: Float) {
    let (clean, hit) = disturbed(value, frames: 300)
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    let reference = mastered(clean, settings())
    let output = mastered(hit, settings())
    let again = 24_300 + latency + 2_400
    var loudest: Float = 0
    for i in again..<output.count {
      let difference = output[i] - reference[i]
      loudest = max(loudest, abs(difference.x), abs(difference.y))
    }
    // The filters forget the gap by and by: 20 Hz is a time constant of 11 ms.
    #expect(loudest < 0.1)
    let power = output[again..<(again + 2_400)].reduce(Float(0)) { $0 + ($1 * $1).sum() }
    let before = reference[again..<(again + 2_400)].reduce(Float(0)) { $0 + ($1 * $1).sum() }
    #expect(abs(decibels(power: Double(power / before))) < 1)
  }

  @Test("a step of +100 dB never passes the ceiling, and sound comes back within 50 ms")
  func loudStep() {
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    for frames in [1, 480] {
      let (clean, hit) = disturbed(1e5, frames: frames)
      let output = mastered(hit, settings())
      #expect(isFinite(output))
      // Overs of a limiter that was 106 dB down would be heard here.
      #expect(output.allSatisfy { max(abs($0.x), abs($0.y)) <= 0.9 })
      let again = 24_000 + frames + latency + 2_400
      let power = output[again..<(again + 480)].reduce(Float(0)) { $0 + ($1 * $1).sum() }
      #expect(decibels(power: Double(power / 960)) > -80)
      // Two seconds later nobody can tell.
      let reference = mastered(clean + clean + clean, settings())
      let later = mastered(hit + clean + clean, settings())
      let level = { (signal: Signal) in
        decibels(power: Double(signal[240_000...].reduce(Float(0)) { $0 + ($1 * $1).sum() }))
      }
      #expect(abs(level(reference) - level(later)) < 0.1)
    }
  }

  @Test("no subnormal number ever comes out", arguments: ListenMode.allCases)
  func denormals(listen: ListenMode) {
    var signal = scaled(pinkNoise(seconds: 0.3, sampleRate: 48_000), decibels: -6)
    signal += silence(seconds: 3, sampleRate: 48_000)
    var noise = SeededNoise(seed: 4)
    // Subnormals, and numbers so small that a gain below 1 would make them so.
    signal += (0..<48_000).map { i in
      Frame(
        Float(noise.uniform()) * Float.leastNormalMagnitude,
        Float(noise.uniform()) * 4 * Float.leastNormalMagnitude)
    }
    var settings = settings(listen)
    settings.governorGainDecibels = -12
    let output = mastered(signal, settings)
    #expect(output.allSatisfy { !$0.x.isSubnormal && !$0.y.isSubnormal })
    settings.isEnabled = false
    #expect(mastered(signal, settings).allSatisfy { !$0.x.isSubnormal && !$0.y.isSubnormal })
  }

  @Test("silence comes out as silence")
  func silent() {
    let quiet = silence(seconds: 1, sampleRate: 48_000)
    #expect(mastered(quiet, Settings()) == quiet)
  }

  @Test("hostile sound leaves the meters finite", arguments: hostile)
  func meters(value: Float) {
    var chain = MasteringChain(sampleRate: 48_000)
    _ = rendered(disturbed(value, frames: 3_000).hit) { chain.process(&$0) }
    for control in Control.allCases where control.kind == .output {
      #expect(chain.meters[control].isFinite)
    }
    #expect(chain.learned.gainDecibels.isFinite)
  }
}
