import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct LoudnessRideTests {
  private static let target = weightedPower(loudnessLUFS: -14)

  /// A ride that has heard `blocks` of source at `sourceLUFS` that came out at `outputLUFS`.
  private func ride(
    blocks: Int, sourceLUFS: Double = -20, outputLUFS: Double = -14
  ) -> LoudnessRide {
    var ride = LoudnessRide()
    for _ in 0..<blocks {
      ride.hear(
        sourcePower: weightedPower(loudnessLUFS: sourceLUFS),
        outputPower: weightedPower(loudnessLUFS: outputLUFS), targetPower: Self.target)
    }
    return ride
  }

  private func gain(_ ride: LoudnessRide, whole: Double = 6, wholeLUFS: Double = -20) -> Double {
    ride.gainDecibels(wholeDecibels: whole, wholeLUFS: wholeLUFS, targetPower: Self.target)
  }

  @Test("before its account is opened it leaves the gain alone")
  func closed() {
    let young = ride(blocks: 399, sourceLUFS: -30, outputLUFS: -30)
    #expect(!young.isOpen)
    #expect(gain(young) == 6)
    #expect(ride(blocks: 400).isOpen)
  }

  @Test("a programme on its target stays where it is")
  func balanced() {
    #expect(abs(gain(ride(blocks: 1_200)) - 6) < 1e-9)
  }

  @Test("what came out too quiet is made up, what came out too loud is paid back")
  func debts() {
    let quiet = gain(ride(blocks: 900, outputLUFS: -16))
    let loud = gain(ride(blocks: 900, outputLUFS: -13))
    #expect(quiet > 6.5)
    #expect(loud < 5.5)
  }

  @Test("after 20 s at its gain a debt is paid", arguments: [-15.0, -14.5, -13.5])
  func paysIn20Seconds(outputLUFS: Double) {
    // 50 s in the account, whose memory is long; then 20 s at the gain it asks for.
    let ride = ride(blocks: 900, outputLUFS: outputLUFS)
    let next = -20 + gain(ride)
    let mean =
      (500 * weightedPower(loudnessLUFS: outputLUFS) + 200 * weightedPower(loudnessLUFS: next))
      / 700
    #expect(abs(loudnessLUFS(power: mean) + 14) < 0.2)
  }

  @Test("a source that has grown louder than the whole is turned down by as much")
  func recentLoudness() {
    let louder = ride(blocks: 900, sourceLUFS: -18)
    #expect(abs(louder.recentLUFS + 18) < 1e-6)
    #expect(abs(gain(louder) - 4) < 1e-6)
  }

  @Test("pauses do not count as recent loudness")
  func gated() {
    var ride = ride(blocks: 900)
    for _ in 0..<100 {
      ride.hear(
        sourcePower: weightedPower(loudnessLUFS: -60),
        outputPower: weightedPower(loudnessLUFS: -54), targetPower: Self.target)
    }
    #expect(abs(ride.recentLUFS + 20) < 1e-6)
    #expect(abs(gain(ride) - 6) < 1e-6)
  }

  @Test("never leaves the whole programme's gain by more than 5 dB")
  func bounded() {
    var noise = SeededNoise(seed: 2)
    var ride = LoudnessRide()
    for _ in 0..<3_000 {
      ride.hear(
        sourcePower: weightedPower(loudnessLUFS: -30 + 25 * noise.uniform()),
        outputPower: weightedPower(loudnessLUFS: -14 + 12 * noise.uniform()),
        targetPower: Self.target)
      #expect(abs(gain(ride) - 6) <= 5)
    }
  }
}
