import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

@Suite struct StageLevelTests {
  private static let rate = 48_000.0
  private static let programme = partials(seconds: 9, sampleRate: rate)

  /// What a chain makes of the programme, and the level behind every stage.
  private func heard(
    _ settings: Settings, levels: Bool = true, blockLengths: [Int] = [512]
  ) -> (master: Signal, levels: [StageLevel]) {
    var chain = MasteringChain(sampleRate: Self.rate)
    chain.settings = settings
    chain.areStageLevelsHeard = levels
    chain.restart()
    let tail = Signal(repeating: .zero, count: chain.latencyFrames)
    let master = rendered(Self.programme + tail, blockLengths: blockLengths) { chain.process(&$0) }
    return (Array(master[chain.latencyFrames...]), StagePlace.allCases.map { chain.level(at: $0) })
  }

  /// The bursts of a signal that is in step with the programme: where the golden section puts them.
  private func bursts(of signal: Signal) -> [Signal] {
    (0..<4).map { period in
      let share = Double(period * 40_503 % 65_536) / 65_536
      let start = 96_000 * period + Int(81_600 * share) + 2_400
      return Array(signal[start..<(start + 12_000)])
    }
  }

  /// The K-weighted level of the bursts, the weighting having heard all of the signal.
  private func loudness(_ signal: Signal) -> Double {
    let powers = weightedPowers(of: signal, sampleRate: Self.rate)
    let counted = bursts(of: powers.map { Frame(Float($0), 0) }).joined()
    return loudnessLUFS(power: counted.reduce(0) { $0 + Double($1.x) } / Double(counted.count))
  }

  private func crest(_ signal: Signal) -> Double {
    let bursts = bursts(of: signal)
    let peaks = bursts.map { $0.reduce(0) { max($0, Double(max(abs($1.x), abs($1.y)))) } }
    let power = bursts.joined().reduce(0) { $0 + Double(($1 * $1).sum()) }
    let frames = Double(2 * bursts.count * bursts[0].count)
    return decibels(power: peaks.reduce(0) { $0 + $1 * $1 } / Double(peaks.count))
      - decibels(power: power / frames)
  }

  @Test("hearing levels changes no bit of the sound", arguments: [Preset.club, .transparent])
  func sameBits(preset: Preset) {
    // The stages go from being in the path to being out of it.
    var settings = Settings.everything(preset: preset)
    for amounts: Float in [100, 0] {
      settings.stageAmounts = amounts
      let with = heard(settings).master
      #expect(with.elementsEqual(heard(settings, levels: false).master))
    }
  }

  @Test("levels are the same for any split into blocks")
  func blocks() {
    let whole = heard(.everything()).levels
    #expect(whole.elementsEqual(heard(.everything(), blockLengths: [1, 63, 700]).levels))
  }

  @Test(
    "what a stage does alone is the difference between what comes out with it and without",
    arguments: [
      (Control.masking, StagePlace.masking, StagePlace.masking), (.glow, .glow, .glow),
      (.transient, .transient, .transient), (.monoSub, .monoSub, .monoSub),
      // The guard behind what widens takes part of it back.
      (.width, .width, .hookLift), (.microshift, .microshift, .hookLift),
    ])
  func alone(control: Control, first: StagePlace, last: StagePlace) throws {
    let (with, levels) = heard(.alone(control, percent: 200))
    let without = heard(.neutral).master
    let (before, after) = (levels[first.rawValue - 1], levels[last.rawValue])
    #expect(after.bursts == 4)
    let change = after.loudnessLUFS - before.loudnessLUFS
    #expect(abs(change - (loudness(with) - loudness(without))) < 0.002)
    let crestChange = after.crestDecibels - before.crestDecibels
    #expect(abs(crestChange - (crest(with) - crest(without))) < 0.01)
    for other in StagePlace.allCases.dropFirst() {
      if (first.rawValue...last.rawValue).contains(other.rawValue) { continue }
      let (before, after) = (levels[other.rawValue - 1], levels[other.rawValue])
      #expect(abs(after.loudnessLUFS - before.loudnessLUFS) < 0.002, "\(other)")
    }
  }

  @Test("the governor's level rises by the gain it holds, and the whole is the sum of its parts")
  func governor() {
    let (master, levels) = heard(.everything())
    let (before, after) = (
      levels[StagePlace.governor.rawValue - 1], levels[StagePlace.governor.rawValue]
    )
    #expect(abs(after.loudnessLUFS - before.loudnessLUFS - 6) < 0.001)
    #expect(abs(after.crestDecibels - before.crestDecibels) < 0.001)
    let change = levels[levels.count - 1].loudnessLUFS - levels[0].loudnessLUFS
    #expect(abs(change - (loudness(master) - loudness(Self.programme))) < 0.01)
    #expect(levels.allSatisfy { $0.bursts == levels[0].bursts })
  }

  @Test("a chain that was not asked has heard no burst")
  func off() {
    #expect(heard(.everything(), levels: false).levels.allSatisfy { $0.bursts == 0 })
  }
}
