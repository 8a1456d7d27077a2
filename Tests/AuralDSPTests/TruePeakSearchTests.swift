import AuralDSP
import Foundation
import Support
import Testing

@Suite struct TruePeakSearchTests {
  private static let sampleRate = 48_000.0

  /// Signals whose peaks lie between samples, beside loud ones, or nowhere.
  private static let signals: [Signal] = [
    whiteNoise(seconds: 0.4, sampleRate: sampleRate),
    clipped(pinkNoise(rms: 0.4, seconds: 0.4, sampleRate: sampleRate), at: 0.5),
    toneBursts(
      hertz: sampleRate / 4, phaseDegrees: 45, seconds: 0.4, sampleRate: sampleRate),
    fractionalImpulses(seconds: 0.4, sampleRate: sampleRate),
    sine(hertz: 40, seconds: 0.4, sampleRate: sampleRate),
    sine(hertz: 18_000, phaseDegrees: 20, seconds: 0.4, sampleRate: sampleRate),
    silence(seconds: 0.1, sampleRate: sampleRate)
      + pinkNoise(seconds: 0.2, sampleRate: sampleRate)
      + silence(seconds: 0.1, sampleRate: sampleRate),
    whiteNoise(seconds: 0.4, sampleRate: sampleRate).enumerated().map { i, frame in
      frame * (i / 480 % 3 == 0 ? 0.5 : 0.02)
    },
    // Three samples that a short interpolator would find harmless.
    silence(seconds: 0.2, sampleRate: sampleRate).enumerated().map { i, frame in
      (4_000..<4_003).contains(i) ? Frame(i % 2 == 0 ? 0.9 : -0.9, 0.1) : frame
    },
  ]

  /// The highest peaks of stretches that end where so many frames were heard, and then at the end.
  private func expected(_ signal: Signal, stretchFrames: Int) -> [Float] {
    var detector = TruePeakDetector()
    let whole = signal + [Frame](repeating: .zero, count: detector.latencyFrames)
    let peaks = rendered(whole, blockLengths: [64]) { block in
      detector.process(&block, 0..<block.count, threshold: 0)
      for i in block.indices { block[i] = detector.peaks[i] }
    }
    return stride(from: 0, to: whole.count, by: stretchFrames).map { start in
      peaks[start..<min(start + stretchFrames, whole.count)].reduce(0) { max($0, $1.max()) }
    }
  }

  @Test(
    "finds the highest peak that a detector finds that hears the whole, to the last bit",
    arguments: signals.indices, [4_800, 800, 1_601, 64, 5])
  func equalsDetector(index: Int, stretchFrames: Int) {
    let signal = Self.signals[index]
    var search = TruePeakSearch(longestFrames: stretchFrames)
    var whole = signal + [Frame](repeating: .zero, count: search.latencyFrames)
    var found: [Float] = []
    let span = whole.mutableSpan
    for start in stride(from: 0, to: span.count, by: stretchFrames) {
      search.append(span, start..<min(start + stretchFrames, span.count))
      found.append(search.takePeak())
    }
    #expect(found == expected(signal, stretchFrames: stretchFrames))
  }

  @Test("silence behind a programme brings its last peaks into reach")
  func tail() {
    var signal = toneBursts(
      hertz: Self.sampleRate / 4, phaseDegrees: 45, burstSeconds: 0.01, periodSeconds: 0.01,
      seconds: 0.01, sampleRate: Self.sampleRate)
    var search = TruePeakSearch(longestFrames: 4_800)
    let span = signal.mutableSpan
    search.append(span, 0..<span.count)
    search.appendSilence(search.latencyFrames)
    #expect(search.takePeak() == expected(signal, stretchFrames: 4_800)[0])
  }

  @Test("the greatest magnitudes are those of every sample, and not a number is the greatest")
  func magnitudes() {
    let signal = whiteNoise(seconds: 103, sampleRate: 1)
    for range in [0..<103, 3..<4, 5..<5, 1..<100, 7..<14] {
      let expected = signal[range].reduce(Frame.zero) {
        Frame(max($0.x, abs($1.x)), max($0.y, abs($1.y)))
      }
      #expect(greatestMagnitudes(of: signal.span, in: range) == expected)
    }
    for place in [0, 50, 102] {
      var broken = signal
      broken[place].y = -.nan
      let peaks = greatestMagnitudes(of: broken.span, in: 0..<103)
      #expect(peaks.x.isFinite && peaks.y.isNaN)
      broken[place] = Frame(-.infinity, 0)
      #expect(greatestMagnitudes(of: broken.span, in: 0..<103).x == .infinity)
    }
  }
}
