import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What the chain shows of its stages.
@Suite struct StageMeterTests {
  private static let rate = 48_000.0

  private func meters(after signal: Signal, _ settings: Settings) -> Meters {
    var chain = MasteringChain(sampleRate: Self.rate)
    chain.settings = settings
    chain.restart()
    var greatest = Meters()
    for start in stride(from: 0, to: signal.count, by: 4_800) {
      _ = rendered(Array(signal[start..<min(start + 4_800, signal.count)])) { chain.process(&$0) }
      let now = chain.meters
      let masking = max(greatest.maskingDipDecibels, now.maskingDipDecibels)
      let deess = max(greatest.deessDipDecibels, now.deessDipDecibels)
      greatest = now
      greatest.maskingDipDecibels = masking
      greatest.deessDipDecibels = deess
    }
    return greatest
  }

  @Test("the note of the bass is shown within half a second, and not before there is one")
  func note() {
    let bass = (0..<24_000).map { i -> Frame in
      let phase = 2 * Double.pi * 55 * Double(i) / Self.rate
      return Frame(repeating: Float(0.2 * (sin(phase) + 0.5 * sin(2 * phase))))
    }
    #expect(meters(after: bass, .alone(.monoSub)).subNoteHertz.distance(to: 55).magnitude < 0.6)
    let pause = silence(seconds: 1, sampleRate: Self.rate)
    #expect(meters(after: pause, .alone(.monoSub)).subNoteHertz == 0)
    // Out of the path the stage hears nothing.
    #expect(meters(after: bass, .neutral).subNoteHertz == 0)
  }

  @Test("the masking dip is what is asked, and no more, once low mids have swollen")
  func masking() {
    var signal = partials(seconds: 16, sampleRate: Self.rate)
    for i in (11 * 48_000)..<signal.count {
      signal[i] += Frame(repeating: 0.25 * Float(sin(2 * .pi * 290 * Double(i) / Self.rate)))
    }
    for (percent, most) in [(100, 1.5), (200, 3.0)] {
      let dip = meters(after: signal, .alone(.masking, percent: Float(percent))).maskingDipDecibels
      #expect(dip > 0.9 * most && dip <= most + 1e-6, "\(dip)")
    }
    #expect(meters(after: signal, .neutral).maskingDipDecibels == 0)
  }

  @Test("after a restart the meters show no dip of the sound before")
  func restart() {
    var signal = partials(seconds: 13, sampleRate: Self.rate)
    for i in (11 * 48_000)..<signal.count {
      signal[i] += Frame(repeating: 0.25 * Float(sin(2 * .pi * 290 * Double(i) / Self.rate)))
    }
    var chain = MasteringChain(sampleRate: Self.rate)
    chain.settings = .alone(.masking)
    chain.restart()
    _ = rendered(signal) { chain.process(&$0) }
    #expect(chain.meters.maskingDipDecibels > 1)
    chain.settings = .neutral
    chain.restart()
    // Until the first meters are published, and beyond.
    _ = rendered(Array(signal[..<9_600])) { chain.process(&$0) }
    #expect(chain.meters.maskingDipDecibels == 0)
  }

  @Test(
    "the de-esser's and the masking EQ's dips do not depend on the level",
    arguments: [12.0, -12])
  func levels(decibels level: Double) {
    var signal = partials(seconds: 16, sampleRate: Self.rate)
    var noise = SeededNoise(seed: 7)
    var band = BandPass(lowHertz: 5_500, highHertz: 9_000, sampleRate: Self.rate)
    for i in (11 * 48_000)..<signal.count {
      let time = Double(i) / Self.rate
      signal[i] += Frame(repeating: 0.1 * Float(sin(2 * .pi * 290 * time)))
      let beat = (time + 0.2).truncatingRemainder(dividingBy: 1)
      let swell = beat < 0.1 ? sin(.pi * beat / 0.1) : 0
      let s = band.process(DoubleFrame(repeating: noise.uniform())).x * swell
      signal[i] += Frame(repeating: Float(0.25 * s))
    }
    let base = meters(after: signal, .alone(.deess, percent: 200)).deessDipDecibels
    #expect(base > 1)
    let other = scaled(signal, decibels: level - 12)
    let quiet = scaled(signal, decibels: -12)
    let settings = Settings.alone(.deess, percent: 200)
    let first = meters(after: quiet, settings).deessDipDecibels
    #expect(abs(meters(after: other, settings).deessDipDecibels - first) < 0.1)
    let masking = Settings.alone(.masking, percent: 200)
    let dip = meters(after: quiet, masking).maskingDipDecibels
    #expect(dip > 1)
    #expect(abs(meters(after: other, masking).maskingDipDecibels - dip) < 0.1)
  }
}
