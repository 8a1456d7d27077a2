import AuralDSP
import Support
import Testing

@Suite struct LoudnessMeterTests {
  private enum Programme: CaseIterable {
    case whiteNoise, pinkNoise, mix

    func signal(sampleRate: Double) -> Signal {
      switch self {
      case .whiteNoise: Support.whiteNoise(amplitude: 0.2, seconds: 20, sampleRate: sampleRate)
      case .pinkNoise: Support.pinkNoise(seconds: 20, sampleRate: sampleRate)
      case .mix: syntheticMix(seconds: 40, sampleRate: sampleRate)
      }
    }
  }

  /// Everything a meter shows.
  private struct Reading: Equatable {
    var integratedLUFS: Double
    var rangeLU: Double
    var momentaryLUFS: [Double]
    var shortTermLUFS: [Double]
    var maximumMomentaryLUFS: Double
    var maximumShortTermLUFS: Double

    init(
      _ signal: Signal, sampleRate: Double, blockLengths: [Int], channelCount: Int = 2
    ) {
      var meter = LoudnessMeter(sampleRate: sampleRate, channelCount: channelCount)
      var momentary: [Double] = []
      var shortTerm: [Double] = []
      _ = rendered(signal, blockLengths: blockLengths) { block in
        let hops = meter.completedHops
        meter.process(&block)
        guard meter.completedHops > hops else { return }
        momentary.append(meter.momentaryLUFS)
        shortTerm.append(meter.shortTermLUFS)
      }
      integratedLUFS = meter.integratedLUFS
      rangeLU = meter.loudnessRangeLU
      momentaryLUFS = momentary
      shortTermLUFS = shortTerm
      maximumMomentaryLUFS = meter.maximumMomentaryLUFS
      maximumShortTermLUFS = meter.maximumShortTermLUFS
    }
  }

  @Test(
    "reads what libebur128 reads", arguments: Programme.allCases, [44_100, 48_000, 96_000])
  private func agreesWithReference(programme: Programme, sampleRate: Int) {
    let signal = programme.signal(sampleRate: Double(sampleRate))
    let reading = Reading(
      signal, sampleRate: Double(sampleRate), blockLengths: [sampleRate / 10])
    let reference = ReferenceLoudness(signal, sampleRate: sampleRate)
    #expect(abs(reading.integratedLUFS - reference.integratedLUFS) < 0.001)
    #expect(reading.momentaryLUFS.count == reference.momentaryLUFS.count)
    for (ours, theirs) in zip(reading.momentaryLUFS, reference.momentaryLUFS) {
      #expect(abs(ours - theirs) < 0.001)
    }
    for (ours, theirs) in zip(reading.shortTermLUFS, reference.shortTermLUFS) {
      #expect(abs(ours - theirs) < 0.001)
    }
    // libebur128 takes a window every second, not every 100 ms, and sorts into bins of its own.
    #expect(abs(reading.rangeLU - reference.loudnessRangeLU) < 0.1)
  }

  @Test(
    "reads what libebur128 reads at every rate", .enabled(if: isDeepCheck),
    arguments: [8_000, 11_025, 16_000, 22_050, 32_000, 88_200, 176_400, 192_000, 384_000])
  func agreesWithReferenceAtEveryRate(sampleRate: Int) {
    let signal = syntheticMix(seconds: 60, sampleRate: Double(sampleRate))
    let reading = Reading(signal, sampleRate: Double(sampleRate), blockLengths: [512])
    let reference = ReferenceLoudness(signal, sampleRate: sampleRate)
    #expect(abs(reading.integratedLUFS - reference.integratedLUFS) < 0.001)
    #expect(abs(reading.rangeLU - reference.loudnessRangeLU) < 0.1)
    let highest = reference.shortTermLUFS.max() ?? 0
    #expect(abs(reading.maximumShortTermLUFS - highest) < 0.001)
  }

  @Test("reads what libebur128 reads of one channel")
  func agreesWithReferenceInMono() {
    let signal = pinkNoise(seconds: 8, sampleRate: 48_000)
    let reading = Reading(signal, sampleRate: 48_000, blockLengths: [4_800], channelCount: 1)
    let reference = ReferenceLoudness(signal, sampleRate: 48_000, channelCount: 1)
    #expect(abs(reading.integratedLUFS - reference.integratedLUFS) < 0.001)
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = syntheticMix(seconds: 6, sampleRate: 48_000)
    var whole = LoudnessMeter(sampleRate: 48_000)
    var split = LoudnessMeter(sampleRate: 48_000)
    _ = rendered(signal, blockLengths: [signal.count]) { whole.process(&$0) }
    _ = rendered(signal, blockLengths: blockLengths) { split.process(&$0) }
    #expect(split.completedHops == 60)
    #expect(split.integratedLUFS == whole.integratedLUFS)
    #expect(split.loudnessRangeLU == whole.loudnessRangeLU)
    #expect(split.lastHopPower == whole.lastHopPower)
    #expect(split.maximumMomentaryLUFS == whole.maximumMomentaryLUFS)
    #expect(split.maximumShortTermLUFS == whole.maximumShortTermLUFS)
  }

  @Test("leaves the sound as it is")
  func leavesTheSound() {
    let signal = whiteNoise(seconds: 0.5, sampleRate: 48_000)
    var meter = LoudnessMeter(sampleRate: 48_000)
    #expect(rendered(signal) { meter.process(&$0) } == signal)
  }

  @Test("reset forgets")
  func resetForgets() {
    let signal = syntheticMix(seconds: 5, sampleRate: 44_100)
    var used = LoudnessMeter(sampleRate: 44_100)
    _ = rendered(whiteNoise(seconds: 5.05, sampleRate: 44_100)) { used.process(&$0) }
    used.reset()
    #expect(used.integratedLUFS == silenceLUFS)
    #expect(used.loudnessRangeLU == 0)
    var fresh = LoudnessMeter(sampleRate: 44_100)
    _ = rendered(signal) { used.process(&$0) }
    _ = rendered(signal) { fresh.process(&$0) }
    #expect(used.integratedLUFS == fresh.integratedLUFS)
    #expect(used.loudnessRangeLU == fresh.loudnessRangeLU)
    #expect(used.momentaryLUFS == fresh.momentaryLUFS)
    #expect(used.maximumShortTermLUFS == fresh.maximumShortTermLUFS)
  }

  @Test("silence reads -120 LUFS")
  func silenceReadsLowest() {
    var meter = LoudnessMeter(sampleRate: 48_000)
    _ = rendered(silence(seconds: 4, sampleRate: 48_000)) { meter.process(&$0) }
    #expect(meter.momentaryLUFS == -120)
    #expect(meter.shortTermLUFS == -120)
    #expect(meter.integratedLUFS == -120)
    #expect(meter.loudnessRangeLU == 0)
  }

  @Test("the relative gate drops exactly the quiet part")
  func relativeGate() {
    let loud = sine(hertz: 1_000, amplitude: 0.1, seconds: 10, sampleRate: 48_000)
    let quiet = scaled(loud, decibels: -15)
    let reading = Reading(loud + quiet, sampleRate: 48_000, blockLengths: [4_800])
    let alone = Reading(loud, sampleRate: 48_000, blockLengths: [4_800])
    // The blocks that straddle the step are the difference.
    #expect(abs(reading.integratedLUFS - alone.integratedLUFS) < 0.15)
    #expect(reading.integratedLUFS < alone.integratedLUFS)
  }

  @Test("hears again after a sample that is not finite")
  func survivesInfinity() {
    let signal = sine(hertz: 1_000, amplitude: 0.1, seconds: 4, sampleRate: 48_000)
    var broken = signal
    broken[1_000] = Frame(.infinity, .nan)
    let expected = Reading(signal, sampleRate: 48_000, blockLengths: [4_800])
    let reading = Reading(broken, sampleRate: 48_000, blockLengths: [4_800])
    #expect(abs(reading.shortTermLUFS[39] - expected.shortTermLUFS[39]) < 0.01)
  }

  @Test(
    "a 997 Hz sine at 0 dBFS on one side reads -3.01 LUFS at every rate",
    arguments: [8_000, 11_025, 22_050, 44_100, 48_000, 88_200, 176_400, 192_000, 384_000])
  func calibration(sampleRate: Double) {
    let tone = sine(hertz: 997, seconds: 2, sampleRate: sampleRate).map { Frame($0.x, 0) }
    var meter = LoudnessMeter(sampleRate: sampleRate)
    _ = rendered(tone) { meter.process(&$0) }
    // The weighting is the same digital form at every rate, so its gain at 997 Hz moves a little.
    #expect(abs(meter.momentaryLUFS + 3.01) < 0.05)
  }
}
