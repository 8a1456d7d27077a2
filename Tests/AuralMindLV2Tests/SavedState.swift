import AuralMind
import CLV2
import Foundation
import Synchronization
import TestThreads
import Testing

/// What a session keeps of what the governor has learned.
@Suite struct SavedState {
  @Test func `what was learned is saved as one portable chunk`() throws {
    let plugin = try #require(try Plugin.experienced(seconds: 2))
    let (status, session) = plugin.save()
    #expect(status == LV2_STATE_SUCCESS)
    let names = ["learned", "learnedSpectrum", "referenceContent"]
    #expect(Set(session.properties.keys) == Set(names.map(URIDs.own)))
    let property = try #require(session.learned)
    #expect(property.type == URIDs.atom("Chunk"))
    #expect(property.flags == LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue)
    #expect(property.bytes.count == (3 + LearnedLoudness.wordCount) * 4)
    let fresh = try #require(try Plugin())
    #expect(fresh.save().session.learned != property)
  }

  @Test func `what is restored is saved again byte for byte, before and after it is in use`() throws
  {
    let session = try #require(try Plugin.experienced(seconds: 2)).save().session
    let plugin = try #require(try Plugin(connected: false))
    #expect(plugin.restore(session) == LV2_STATE_SUCCESS)
    #expect(plugin.save().session.learned == session.learned)
    plugin.activate()
    #expect(plugin.save().session.learned == session.learned)
    plugin.run(0)
    plugin.deactivate()
    #expect(plugin.save().session.learned == session.learned)
  }

  @Test func `sounds the same restored before connecting, before activating or while active`()
    throws
  {
    let session = try #require(try Plugin.experienced(seconds: 4)).save().session
    let input = Stereo.noise(24_000, amplitude: 0.1)
    let outputs = try (0..<3).map { moment in
      let plugin = try #require(try Plugin(connected: false))
      if moment == 0 { plugin.restore(session) }
      plugin.connectControls()
      if moment == 1 { plugin.restore(session) }
      plugin.activate()
      if moment == 2 {
        plugin.restore(session)
        plugin.deactivate()
        plugin.activate()
      }
      return plugin.process(input).bits
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
  }

  @Test func `a session in which nothing was learned leaves a plugin as if new`() throws {
    let plugin = try #require(try Plugin())
    plugin.restore(try #require(try Plugin()).save().session)
    let fresh = try #require(try Plugin())
    // Long enough for the mix's spectrum to be learned and taken up several times.
    let input = Stereo.noise(6 * 48_000, amplitude: 0.1)
    plugin.activate()
    fresh.activate()
    #expect(plugin.process(input).isIdentical(to: fresh.process(input)))
  }

  @Test func `a restored programme begins at the gain it ended with`() throws {
    let experienced = try #require(try Plugin.experienced(seconds: 20))
    let plugin = try #require(try Plugin())
    plugin.restore(experienced.save().session)
    plugin.activate()
    _ = plugin.process(.noise(4_800, amplitude: 0.1))
    #expect(abs(experienced[.appliedGain]) > 0.5)
    #expect(abs(plugin[.appliedGain] - experienced[.appliedGain]) < 0.3)
  }

  @Test func `a record with any damage is ignored`() throws {
    let learned = try #require(try Plugin.experienced(seconds: 2)?.save().session.learned)
    let other = try #require(try Plugin.experienced(seconds: 1, seed: 5)?.save().session.learned)
    let plugin = try #require(try Plugin())
    plugin.restore(Session(learned: learned))
    plugin.activate()
    func expectIgnored(_ damaged: Session.Property, _ comment: Comment) {
      #expect(plugin.restore(Session(learned: damaged)) != LV2_STATE_SUCCESS, comment)
      #expect(plugin.save().session.learned == learned, comment)
    }
    for index in other.bytes.indices {
      var damaged = other
      damaged.bytes[index] ^= 0x10
      expectIgnored(damaged, "byte \(index)")
    }
    for count in [0, 1, 4, 11, other.bytes.count - 1] {
      var damaged = other
      damaged.bytes = Array(other.bytes.prefix(count))
      expectIgnored(damaged, "cut to \(count) bytes")
    }
    var damaged = other
    damaged.bytes.append(0)
    expectIgnored(damaged, "one byte too many")
    damaged = other
    damaged.type = URIDs.atom("Float")
    expectIgnored(damaged, "another type")
    damaged = other
    damaged.bytes = [UInt8](repeating: 0, count: other.bytes.count)
    expectIgnored(damaged, "all zero")
  }

  @Test func `a session that says nothing changes nothing`() throws {
    let plugin = try #require(try Plugin.experienced(seconds: 2))
    let learned = plugin.save().session.learned
    #expect(plugin.restore(Session()) == LV2_STATE_SUCCESS)
    #expect(plugin.save().session.learned == learned)
  }

  @Test func `without urid:map it says so and does no harm`() throws {
    let plugin = try #require(try Plugin(features: .none))
    let (status, session) = plugin.save()
    #expect(status == LV2_STATE_ERR_NO_FEATURE)
    #expect(session.properties.isEmpty)
    #expect(plugin.restore(Session()) == LV2_STATE_ERR_NO_FEATURE)
  }

  @Test func `saving and restoring while sound runs is never torn`() throws {
    let sessions = try (1...2).map { seed in
      try #require(try Plugin.experienced(seconds: 2, seed: seed)).save().session
    }
    #expect(sessions[0].learned != sessions[1].learned)
    let plugin = try #require(try Plugin())
    // Off learns nothing, so that what is saved is what was restored last.
    plugin[.governor] = Float(GovernorMode.off.rawValue)
    plugin.activate()
    nonisolated(unsafe) let shared = (plugin: plugin, sessions: sessions)
    let isRunning = Atomic<Bool>(true)
    let torn = Atomic<Int>(0)
    onOwnThreads(2) { thread in
      if thread == 0 {
        // Long blocks of no sound at all: what is tested is the door, not the chain.
        while isRunning.load(ordering: .acquiring) { shared.plugin.run(1_000) }
      } else {
        for turn in 0..<2_000 {
          let session = shared.sessions[turn % 2]
          shared.plugin.restore(session)
          for _ in 0..<3 where shared.plugin.save().session.learned != session.learned {
            torn.add(1, ordering: .relaxed)
          }
        }
        isRunning.store(false, ordering: .releasing)
      }
    }
    #expect(torn.load(ordering: .relaxed) == 0)
  }
}
