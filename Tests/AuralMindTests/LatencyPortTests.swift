import AuralDSP
import AuralMind
import Support
import Testing

@Suite struct LatencyPortTests {
  @Test("the latency port's maximum is the true worst case")
  func worstCase() {
    let rates = [8_000, 44_100, 48_000, 96_000, 192_000, 384_000] as [Double]
    let latencies = rates.map { MasteringChain(sampleRate: $0).latencyFrames }
    #expect(Float(latencies.max() ?? 0) == Control.latency.range.highest)
    #expect(latencies == latencies.sorted())
  }

  @Test(
    "each phase has its latency, whatever else is set",
    arguments: [8_000.0, 44_100, 48_000, 96_000, 192_000, 384_000])
  func phases(sampleRate: Double) {
    let latencies = PhaseMode.allCases.map { phase -> Int in
      var chain = MasteringChain(sampleRate: sampleRate)
      chain.settings.phase = phase
      chain.restart()
      let latency = chain.latencyFrames
      chain.settings.matchPercent = 0
      chain.settings.isEnabled = false
      chain.restart()
      #expect(chain.latencyFrames == latency)
      return latency
    }
    #expect(latencies == latencies.sorted(by: >))
  }

  @Test(
    "a host that compensates latency starts a song with a partition, in linear and mixed phase",
    arguments: [8_000.0, 44_100, 48_000, 96_000, 192_000, 384_000])
  func wholePartitions(sampleRate: Double) {
    for phase in [PhaseMode.linear, .mixed] {
      var chain = MasteringChain(sampleRate: sampleRate)
      chain.settings.phase = phase
      chain.settings.governor = .off
      chain.restart()
      let latency = chain.latencyFrames
      let signal = pinkNoise(seconds: 0.4, sampleRate: sampleRate)
      let atOnce = rendered(signal) { chain.process(&$0) }
      chain.restart()
      let late = rendered(Signal(repeating: .zero, count: latency) + signal) { chain.process(&$0) }
      #expect(atOnce[latency...].contains { $0 != .zero })
      #expect(late[latency...].elementsEqual(atOnce))
    }
  }
}
