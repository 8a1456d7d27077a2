import AuralMind
import Testing

@Suite struct LatencyPortTests {
  @Test("the latency port's maximum is the true worst case")
  func worstCase() {
    let rates = [8_000, 44_100, 48_000, 96_000, 192_000, 384_000] as [Double]
    let latencies = rates.map { MasteringChain(sampleRate: $0).latencyFrames }
    #expect(Float(latencies.max() ?? 0) == Control.latency.range.highest)
    #expect(latencies == latencies.sorted())
  }
}
