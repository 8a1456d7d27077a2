import AuralDSP
import Foundation
import Support
import Testing

@Suite struct BassTrackerTests {
  /// A bass note with harmonics that fall as those of a saw.
  private func note(hertz: Double, seconds: Double, sampleRate: Double) -> Signal {
    (0..<Int(seconds * sampleRate)).map { i in
      let phase = 2 * .pi * hertz * Double(i) / sampleRate
      let sum = (1...12).reduce(0.0) { $0 + sin(Double($1) * phase) / Double($1) }
      return Frame(repeating: Float(0.2 * sum))
    }
  }

  private func cents(_ hertz: Double, _ expected: Double) -> Double {
    1_200 * log2(hertz / expected)
  }

  @Test(
    "finds the note of a bass within 20 cents in half a second, in a mix",
    arguments: [41.2, 49, 65.4, 73.4, 98], [44_100.0, 48_000, 192_000])
  func findsNote(hertz: Double, sampleRate: Double) {
    var tracker = BassTracker(sampleRate: sampleRate)
    let bass = note(hertz: hertz, seconds: 0.5, sampleRate: sampleRate)
    let bed = pinkNoise(rms: 0.03, seconds: 0.5, sampleRate: sampleRate)
    _ = rendered(mix(bass, bed)) { tracker.process(&$0) }
    #expect(tracker.isClear == true)
    #expect(abs(cents(tracker.hertz, hertz)) < 20, "\(tracker.hertz)")
  }

  @Test("holds the note where nothing is clear: in noise, in silence, in what is higher")
  func holds() {
    let rate = 48_000.0
    var tracker = BassTracker(sampleRate: rate)
    _ = rendered(note(hertz: 55, seconds: 0.5, sampleRate: rate)) { tracker.process(&$0) }
    let held = tracker.hertz
    #expect(abs(cents(held, 55)) < 5)
    let others = [
      silence(seconds: 0.5, sampleRate: rate),
      sine(hertz: 2_000, amplitude: 0.5, seconds: 0.5, sampleRate: rate),
      note(hertz: 55, seconds: 0.5, sampleRate: rate).map { Frame($0.x, -$0.x) },
    ]
    for other in others {
      // The stretch that is read reaches 0.1 s back.
      _ = rendered(Array(other[..<9_600])) { tracker.process(&$0) }
      let before = tracker.completedReadings
      _ = rendered(Array(other[9_600...])) { tracker.process(&$0) }
      #expect(tracker.completedReadings > before + 10)
      #expect(tracker.isClear == false)
      #expect(abs(cents(tracker.hertz, held)) < 30)
    }
  }

  @Test("noise is hardly ever a note")
  func noise() {
    var tracker = BassTracker(sampleRate: 48_000)
    var clear = 0
    _ = rendered(
      whiteNoise(amplitude: 0.5, seconds: 20, sampleRate: 48_000), blockLengths: [960]
    ) { block in
      tracker.process(&block)
      if tracker.isClear { clear += 1 }
    }
    #expect(tracker.completedReadings > 950)
    #expect(clear < 100, "\(clear)")
  }

  @Test("is the same to the bit for any split into blocks, and leaves the sound as it is")
  func blockInvariance() {
    let signal = syntheticMix(seconds: 2, sampleRate: 44_100)
    var whole = BassTracker(sampleRate: 44_100)
    var split = BassTracker(sampleRate: 44_100)
    #expect(rendered(signal, blockLengths: [signal.count]) { whole.process(&$0) } == signal)
    _ = rendered(signal, blockLengths: [1, 0, 63, 700]) { split.process(&$0) }
    #expect(whole.hertz == split.hertz)
    #expect(whole.hertz > 0)
    #expect(whole.completedReadings == split.completedReadings)
  }

  @Test("survives what is not finite, and reset forgets")
  func survives() {
    var tracker = BassTracker(sampleRate: 48_000)
    var bad = note(hertz: 80, seconds: 0.2, sampleRate: 48_000)
    bad[100] = Frame(.nan, .infinity)
    _ = rendered(bad) { tracker.process(&$0) }
    _ = rendered(note(hertz: 80, seconds: 0.5, sampleRate: 48_000)) { tracker.process(&$0) }
    #expect(abs(cents(tracker.hertz, 80)) < 5)
    tracker.reset()
    #expect(tracker.hertz == 0)
    #expect(tracker.isClear == false)
    #expect(tracker.completedReadings == 0)
  }
}
