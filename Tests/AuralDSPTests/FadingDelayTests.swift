import AuralDSP
import Support
import Testing

@Suite struct FadingDelayTests {
  @Test("delays to the last bit, and after a change by the new delay to the last bit")
  func delays() {
    var delay = FadingDelay(delayFrames: 300, longestFrames: 1_000, fadeFrames: 480)
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    var output: Signal = []
    for start in stride(from: 0, to: signal.count, by: 64) {
      if start == 1_280 { delay.head(for: 1_000) }
      var piece = Array(signal[start..<min(start + 64, signal.count)])
      var span = piece.mutableSpan
      delay.process(&span)
      output += piece.indices.map { delay.output[$0] }
    }
    for i in 300..<1_280 { #expect(output[i] == signal[i - 300]) }
    for i in 1_760..<signal.count { #expect(output[i] == signal[i - 1_000]) }
    let highest = signal.reduce(Float(0)) { max($0, abs($1.x)) }
    #expect(output.allSatisfy { abs($0.x) <= highest })
  }
}
