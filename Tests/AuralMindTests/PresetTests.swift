import AuralMind
import Testing

@Suite struct PresetTests {
  @Test("every preset asks what the limiter and the ports can do", arguments: Preset.allCases)
  func feasible(preset: Preset) {
    let values = preset.values
    let target = Float(values.targetLUFS)
    let ceiling = Float(values.ceilingDecibels)
    #expect(Control.targetLUFS.clamped(target) == target)
    #expect(Control.ceiling.clamped(ceiling) == ceiling)
    // The range the limiter's look-ahead is made for.
    #expect((1...1.4).contains(values.limiterAttackMilliseconds))
    #expect((20...500).contains(values.limiterReleaseMilliseconds))
    #expect((0...1).contains(values.limiterStereoLink))
    #expect(values.clipHeadroomDecibels > 0)
    #expect(values.clipDriveDecibels >= 0)
    #expect((0...1).contains(values.clipMix))
  }

  @Test("the louder a preset aims, the harder it clips and the quicker it lets go")
  func character() {
    let byLoudness = Preset.allCases.map(\.values).sorted { $0.targetLUFS < $1.targetLUFS }
    for (quieter, louder) in zip(byLoudness, byLoudness[1...]) where quieter.clipMix > 0 {
      #expect(quieter.limiterReleaseMilliseconds >= louder.limiterReleaseMilliseconds)
      #expect(quieter.limiterAttackMilliseconds >= louder.limiterAttackMilliseconds)
    }
    #expect(Preset.club.values.clipDriveDecibels > Preset.cinematic.values.clipDriveDecibels)
  }

  @Test("Transparent does not clip, and treats both sides as one")
  func transparent() {
    #expect(Preset.transparent.values.clipMix == 0)
    #expect(Preset.transparent.values.limiterStereoLink == 1)
  }

  // Port values are stored in sessions: they may never move.
  @Test("port values stand for the same presets for ever")
  func portValues() {
    #expect(Preset(rawValue: 0) == .transparent)
    #expect(Preset(rawValue: 1) == .hiFiStreaming)
    #expect(Preset(rawValue: 4) == .club)
    #expect(Preset(rawValue: 6) == .competitiveTrap)
    #expect(Delivery(rawValue: 7) == .custom)
    #expect(GovernorMode(rawValue: 2) == .learn)
  }
}
