import AuralDSP
import Foundation
import Support
import Testing

@Suite struct TruePeakDetectorTests {
  private func peaks(of signal: Signal, pieceLengths: [Int] = [64]) -> (Signal, latency: Int) {
    var detector = TruePeakDetector()
    let peaks = rendered(signal, blockLengths: pieceLengths) { block in
      detector.process(&block, 0..<block.count, threshold: 0)
      for i in block.indices { block[i] = detector.peaks[i] }
    }
    return (peaks, detector.latencyFrames)
  }

  /// The peak between frame `i` and the next by a windowed sinc of 200 frames to each side, 32
  /// moments a frame.
  private func naivePeak(of signal: [Double], after i: Int) -> Double {
    let reach = 200
    var highest = 0.0
    for moment in 0...32 {
      let fraction = Double(moment) / 32
      var value = 0.0
      for k in (i - reach)...(i + reach) {
        let t = Double(k - i) - fraction
        let window = 0.5 + 0.5 * cos(.pi * t / Double(reach + 1))
        value += signal[k] * window * (t == 0 ? 1 : sin(.pi * t) / (.pi * t))
      }
      highest = max(highest, abs(value))
    }
    return highest
  }

  @Test("every frame's peak is that of a long sinc, within 0.05 dB of the signal's peak")
  func equalsNaive() {
    let signal = bandLimited(whiteNoise(seconds: 0.04, sampleRate: 48_000))
    let (peaks, latency) = peaks(of: signal)
    let samples = left(signal)
    let loudest = samples.map(abs).max() ?? 1
    for i in stride(from: 300, to: 1_500, by: 3) {
      let error = Double(peaks[i + latency].x) - naivePeak(of: samples, after: i)
      #expect(abs(error) < 0.0058 * loudest)
    }
  }

  @Test("never misses a sample: a peak is at least both frames it lies between")
  func coversFrames() {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    let (peaks, latency) = peaks(of: signal)
    for i in latency..<(signal.count - 1) {
      let (here, next) = (signal[i - latency], signal[i - latency + 1])
      #expect(peaks[i].x >= max(abs(here.x), abs(next.x)))
      #expect(peaks[i].y >= max(abs(here.y), abs(next.y)))
    }
  }

  @Test(
    "finds the top of a sine whatever its phase, within 0.05 dB",
    arguments: [0.01, 0.1, 0.2, 0.25, 1.0 / 3, 0.4, 0.45], [0.0, 11.25, 45, 77, 90])
  func sineTop(fraction: Double, phaseDegrees: Double) {
    let tone = sine(
      hertz: fraction, phaseDegrees: phaseDegrees, seconds: 3_000, sampleRate: 1)
    let faded = tone.enumerated().map { i, frame in
      frame * Float(pow(sin(.pi * Double(i) / Double(tone.count)), 2))
    }
    let highest = peaks(of: faded).0.map(\.x).max() ?? 0
    #expect(abs(decibels(amplitude: Double(highest))) < 0.05)
  }

  @Test(
    "is independent of the piece length, to the last bit", arguments: [[1], [7, 64], [63, 0, 1]])
  func pieces(pieceLengths: [Int]) {
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    #expect(peaks(of: signal, pieceLengths: pieceLengths).0 == peaks(of: signal).0)
  }

  @Test(
    "a threshold changes nothing at or above it, and nothing below it reads too high",
    arguments: [Float(0.1), 0.3, 0.6], [[64], [7, 64], [1]])
  func threshold(threshold: Float, pieceLengths: [Int]) {
    // Loud and quiet by turns, so that some of it can be left out.
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000).enumerated().map { i, frame in
      frame * (i / 480 % 2 == 0 ? 0.5 : 0.02)
    }
    var detector = TruePeakDetector()
    var isShorter = false
    let exact = peaks(of: signal).0
    let peaks = rendered(signal, blockLengths: pieceLengths) { block in
      detector.process(&block, 0..<block.count, threshold: threshold)
      for i in block.indices { block[i] = detector.peaks[i] }
    }
    for (peak, whole) in zip(peaks, exact) {
      for channel in 0..<2 {
        if whole[channel] >= threshold {
          #expect(peak[channel] == whole[channel])
        } else {
          #expect(peak[channel] <= whole[channel])
          isShorter = isShorter || peak[channel] < whole[channel]
        }
      }
    }
    #expect(isShorter)
  }

  @Test("left and right are treated alike, either polarity too")
  func symmetry() {
    let signal = whiteNoise(seconds: 0.05, sampleRate: 48_000)
    let straight = peaks(of: signal).0
    #expect(peaks(of: signal.map { Frame($0.y, $0.x) }).0.map { Frame($0.y, $0.x) } == straight)
    #expect(peaks(of: signal.map { -$0 }).0 == straight)
  }

  @Test("the meter holds the highest peak of both channels, for any blocks, until it is reset")
  func meter() {
    let quiet = scaled(pinkNoise(seconds: 0.2, sampleRate: 48_000), decibels: -20)
    let loud = pinkNoise(rms: 0.2, seconds: 0.2, sampleRate: 48_000, seed: 4)
    let tail = silence(seconds: 512, sampleRate: 1)
    let signal = quiet + tail + loud + tail + quiet + tail
    let judged = TruePeakJudge().truePeakDecibels(of: loud)
    for blockLengths in [[512], [1], [8_192], [7, 0, 64, 333]] {
      var meter = TruePeakMeter()
      _ = rendered(signal, blockLengths: blockLengths) { meter.process(&$0) }
      #expect(abs(meter.truePeakDecibels - judged) < 0.05)
      meter.reset()
      #expect(meter.truePeakDecibels == -120)
      _ = rendered(quiet + tail, blockLengths: blockLengths) { meter.process(&$0) }
      #expect(abs(meter.truePeakDecibels - TruePeakJudge().truePeakDecibels(of: quiet)) < 0.05)
    }
    var meter = TruePeakMeter()
    _ = rendered(loud.map { Frame(0, $0.y) } + tail) { meter.process(&$0) }
    #expect(meter.peak.x == 0)
    #expect(meter.peak.y > 0.2)
  }
}
