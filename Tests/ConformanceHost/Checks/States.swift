import CLilv
import Foundation
import Synchronization
import TestThreads

/// An instance that has heard something and matches to a profile of the library, where there is one.
private func experienced(_ plugin: PluginUnderTest, seed: UInt64) -> Instance? {
  guard let instance = Instance(plugin) else { return nil }
  var chance = Chance(seed: seed)
  instance["reference"] = 1
  instance["source"] = Float(chance.below(2) * 2)
  instance["warmth"] = Float(chance.below(100))
  instance.activate()
  _ = instance.process(chance.programme(frames: 48_000))
  // Profiles are read on another thread.
  Thread.sleep(forTimeInterval: 0.1)
  _ = instance.process(chance.programme(frames: 4_800))
  return instance
}

/// Saved, restored and saved again: the same text to the byte, and the same sound to the bit.
func checkStateTrip(_ plugin: PluginUnderTest, _ findings: Findings) {
  for seed in 0..<8 as Range<UInt64> {
    guard let first = experienced(plugin, seed: seed), let text = first.text else {
      return findings.add("cannot be saved")
    }
    guard let second = Instance(plugin), let third = Instance(plugin) else { return }
    findings.expect(second.restore(text: text) && third.restore(text: text), "cannot be restored")
    findings.expect(second.text == text, "seed \(seed): saved before it runs, it differs")
    var chance = Chance(seed: seed + 100)
    let sound = chance.programme(frames: 48_000)
    second.activate()
    third.activate()
    // A host saves between runs, too.
    _ = second.run(Stereo())
    findings.expect(second.text == text, "seed \(seed): saved after a run of nothing, it differs")
    let output = second.process(sound)
    findings.expect(
      output.isIdentical(to: third.process(sound, blocks: [64, 1_000])),
      "seed \(seed): two that were restored sound different")
    // The one that went on sounds as one that was stopped and started.
    first.deactivate()
    first.activate()
    findings.expect(
      output.isIdentical(to: first.process(sound)),
      "seed \(seed): the one that was saved and the one that was restored sound different")
    findings.count()
  }
}

/// Ten thousand sessions damaged on the way: survived, and what comes of them can be saved and restored.
func checkMutatedStates(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  guard let instance = experienced(plugin, seed: 5), let other = Instance(plugin) else { return }
  let whole = Session(of: instance)
  findings.expect(!whole.properties.isEmpty, "it saves nothing")
  var chance = Chance(seed: 6)
  for turn in 0..<(isDeep ? 40_000 : 10_000) {
    whole.damaged(&chance).restore(to: instance)
    if turn % 8 == 0 {
      findings.examine(instance.run(chance.programme(frames: 64)), "turn \(turn)", limit: 1)
      findings.expect(
        Session(of: instance).restore(to: other) == LV2_STATE_SUCCESS,
        "turn \(turn): what it saves it does not take")
    }
    findings.count()
  }
  findings.expect(whole.restore(to: instance) == LV2_STATE_SUCCESS, "the whole one is refused")
  _ = instance.run(chance.programme(frames: 64))
  findings.expect(
    Session(of: instance).properties.count == whole.properties.count, "properties are gone")
}

/// Sessions restored and saved by one thread while another runs the plugin.
func checkRestoreWhileRunning(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
  guard let instance = experienced(plugin, seed: 7) else { return }
  let shared = UncheckedInstance(instance: instance)
  let isOver = Atomic(false)
  let whole = Session(of: instance).properties
  let turns = isDeep ? 20_000 : 2_000
  onOwnThreads(2) { thread in
    if thread == 0 {
      var chance = Chance(seed: 8)
      for turn in 0..<turns {
        let session = Session()
        session.properties = whole
        (turn % 2 == 0 ? session : session.damaged(&chance)).restore(to: shared.instance)
        if turn % 16 == 0 { _ = Session(of: shared.instance) }
        findings.count()
      }
      isOver.store(true, ordering: .releasing)
    } else {
      var chance = Chance(seed: 9)
      while !isOver.load(ordering: .acquiring) {
        findings.examine(
          shared.instance.run(chance.programme(frames: chance.below(512))), "while restoring",
          limit: 1)
      }
    }
  }
  let session = Session()
  session.properties = whole
  findings.expect(session.restore(to: instance) == LV2_STATE_SUCCESS, "the whole one is refused")
  _ = instance.run(Stereo())
  findings.expect(
    Session(of: instance).properties == whole, "after it all the whole session is not what is saved"
  )
}

/// An instance that two threads use as LV2 allows: one runs it, one saves and restores.
struct UncheckedInstance: @unchecked Sendable { let instance: Instance }
