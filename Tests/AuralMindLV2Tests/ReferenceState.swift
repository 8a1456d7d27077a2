import AuralMind
import CLV2
import Foundation
import Synchronization
import TestThreads
import Testing

/// What a session keeps of profiles: the session is the truth, whatever has become of the files.
@Suite struct ReferenceState {
  private func plugin(log: Log? = nil) throws -> Plugin {
    let plugin = try #require(try Plugin(worker: Worker(.immediate), log: log))
    plugin[.governor] = Float(GovernorMode.off.rawValue)
    plugin.activate()
    return plugin
  }

  /// A plugin whose reference is that slot's file, set by its path.
  private func plugin(reference slot: TestLibrary.Slot) throws -> Plugin {
    let plugin = try plugin()
    _ = plugin.exchange(Plugin.set(path: path(slot)))
    return plugin
  }

  private func path(_ slot: TestLibrary.Slot) -> String { TestLibrary.file(slot).path }

  private func session(_ properties: [String: Session.Property]) -> Session {
    let session = Session()
    for (name, property) in properties { session[name] = property }
    return session
  }

  private func chunk(_ bytes: some Sequence<UInt8>) -> Session.Property {
    Session.Property(bytes: Array(bytes), type: URIDs.atom("Chunk"), flags: 0)
  }

  private func pathProperty(_ path: String, type: String = "Path") -> Session.Property {
    Session.Property(bytes: Array(path.utf8) + [0], type: URIDs.atom(type), flags: 0)
  }

  @Test func `a session holds the path in the host's words and the file itself`() throws {
    let mapper = PathMapper()
    let saved = try plugin(reference: .good).save(paths: mapper)
    #expect(saved.status == LV2_STATE_SUCCESS)
    let path = try #require(saved.session["referenceProfile"])
    #expect(path.bytes == Array("in the session:\(self.path(.good))".utf8) + [0])
    #expect(path.type == URIDs.atom("Path"))
    let portable = LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue
    #expect(path.flags == portable)
    let content = try #require(saved.session["referenceContent"])
    #expect(Data(content.bytes) == TestLibrary.content(.good))
    #expect(content.flags == portable)
    #expect(mapper.unfreed == 0)
  }

  @Test func `a path that no host has mapped is not called portable`() throws {
    let path = try plugin(reference: .good).save().session["referenceProfile"]
    #expect(path?.bytes == Array(self.path(.good).utf8) + [0])
    #expect(path?.flags == LV2_STATE_IS_POD.rawValue)
  }

  @Test(arguments: [true, false])
  func `what is restored is in use, announced, and saved again byte for byte`(
    freeing: Bool
  ) throws {
    let mapper = PathMapper(freeing: freeing)
    let session = try plugin(reference: .other).save(paths: mapper).session
    let plugin = try plugin()
    #expect(plugin.restore(session, paths: mapper) == LV2_STATE_SUCCESS)
    #expect(plugin.save(paths: mapper).session.properties == session.properties)
    #expect(plugin.exchange() == [.reference(path(.other))])
    #expect(plugin.save(paths: mapper).session.properties == session.properties)
    if freeing { #expect(mapper.unfreed == 0) }
  }

  @Test func `the content that was saved outlives its file`() throws {
    let session = try plugin(reference: .good).save().session
    session["referenceProfile"] = pathProperty("/nowhere/at all.amprofile")
    let plugin = try plugin()
    #expect(plugin.restore(session) == LV2_STATE_SUCCESS)
    #expect(plugin.reference == TestLibrary.content(.good))
    #expect(plugin.exchange() == [.reference("/nowhere/at all.amprofile")])
  }

  @Test func `content counts more than the file at its path, which a new set reads anew`() throws {
    let plugin = try plugin()
    plugin.restore(
      session([
        "referenceProfile": pathProperty(path(.good)),
        "referenceContent": chunk(TestLibrary.curve(tilt: 1)),
      ]))
    #expect(plugin.reference == TestLibrary.curve(tilt: 1))
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    #expect(plugin.reference == TestLibrary.content(.good))
  }

  @Test(arguments: ["Path", "String"])
  func `a path without content is read before restore returns`(type: String) throws {
    let plugin = try plugin()
    let status = plugin.restore(
      session(["referenceProfile": pathProperty(path(.good), type: type)]))
    #expect(status == LV2_STATE_SUCCESS)
    #expect(plugin.reference == TestLibrary.content(.good))
  }

  @Test func `a session without a reference has none, one that says nothing changes none`() throws {
    let none = try plugin().save().session
    let plugin = try plugin(reference: .good)
    #expect(plugin.restore(Session()) == LV2_STATE_SUCCESS)
    #expect(plugin.reference == TestLibrary.content(.good))
    #expect(plugin.restore(none) == LV2_STATE_SUCCESS)
    #expect(plugin.reference == nil)
    #expect(plugin.exchange() == [.reference("")])
  }

  @Test func `what was asked for before a session is restored does not come after it`() throws {
    let session = try plugin(reference: .other).save().session
    let worker = Worker()
    let late = try #require(try Plugin(worker: worker))
    late.activate()
    _ = late.exchange(Plugin.set(path: path(.good)))
    late.restore(session)
    worker.work()
    #expect(late.reference == TestLibrary.content(.other))
    _ = late.exchange(Plugin.set(path: path(.good)))
    worker.work()
    #expect(late.reference == TestLibrary.content(.good))
  }

  @Test func `the slots in use travel with the session`() throws {
    let plugin = try plugin()
    plugin[.reference] = 1
    plugin[.source] = 16
    plugin.run(64)
    let session = plugin.save().session
    let good = try #require(TestLibrary.content(.good))
    let last = try #require(TestLibrary.content(.last))
    #expect(session["referenceSlot"]?.bytes == [1, 0, 0, 0] + Array(good))
    #expect(session["sourceSlot"]?.bytes == [16, 0, 0, 0] + Array(last))
    let fresh = try self.plugin()
    #expect(fresh.save().session["referenceSlot"] == nil)
    let other = chunk([2, 0, 0, 0] + Array(TestLibrary.curve(tilt: 2)))
    fresh.restore(self.session(["referenceSlot": other]))
    #expect(fresh.save().session["referenceSlot"]?.bytes == other.bytes)
    fresh[.reference] = 2
    fresh.run(64)
    #expect(fresh.save().session["referenceSlot"]?.bytes == other.bytes)
    // Another slot is the library's.
    fresh[.reference] = 1
    fresh.run(64)
    #expect(fresh.save().session["referenceSlot"]?.bytes == [1, 0, 0, 0] + Array(good))
  }

  @Test func `a slot that cannot be read is not kept`() throws {
    let plugin = try plugin()
    for slot in [TestLibrary.Slot.broken, .pipe, .folder, .huge, .empty] {
      plugin[.reference] = Float(slot.rawValue)
      plugin.run(64)
      #expect(plugin.save().session["referenceSlot"] == nil)
    }
    plugin[.reference] = Float(TestLibrary.Slot.link.rawValue)
    plugin.run(64)
    #expect(plugin.save().session["referenceSlot"] != nil)
  }

  @Test func `what cannot be read leaves what is in use`() throws {
    let good = try #require(TestLibrary.content(.good))
    let plugin = try plugin(reference: .good)
    plugin[.reference] = 1
    plugin.run(64)
    let before = plugin.save().session.properties
    let bad: [(String, Session.Property)] = [
      ("referenceContent", chunk([])), ("referenceContent", chunk([0])),
      ("referenceContent", chunk(Data("no profile\n".utf8))),
      ("referenceContent", chunk([UInt8](repeating: 0x2A, count: 2 << 20))),
      ("referenceContent", pathProperty("text", type: "String")),
      ("referenceProfile", pathProperty(path(.broken))),
      ("referenceProfile", pathProperty(path(.pipe))),
      ("referenceProfile", pathProperty("/nowhere")),
      ("referenceProfile", pathProperty(path(.other), type: "URI")),
      ("referenceProfile", chunk(Array(path(.other).utf8))),
      (
        "referenceProfile",
        Session.Property(bytes: Array(path(.other).utf8), type: URIDs.atom("Path"), flags: 0)
      ),
      ("referenceSlot", chunk([])), ("referenceSlot", chunk([1, 0, 0, 0])),
      ("referenceSlot", chunk([0, 0, 0, 0] + Array(good))),
      ("referenceSlot", chunk([17, 0, 0, 0] + Array(good))),
      ("referenceSlot", chunk([1, 1, 0, 0] + Array(good))),
      ("sourceSlot", chunk([1, 0, 0, 0] + Array("no profile".utf8))),
    ]
    for (name, property) in bad {
      #expect(plugin.restore(session([name: property])) != LV2_STATE_SUCCESS, "\(name)")
      plugin.run(64)
      #expect(plugin.save().session.properties == before, "\(name)")
    }
  }

  @Test func `saving, restoring and loading while sound runs is never torn`() throws {
    let sessions = try [TestLibrary.Slot.good, .other].map { slot in
      try self.plugin(reference: slot).save().session
    }
    // Without a worker: the plugin's own thread is the third one.
    let plugin = try #require(try Plugin())
    plugin.activate()
    let known = Set([TestLibrary.Slot.good, .other, .last].map(TestLibrary.content))
    nonisolated(unsafe) let shared = (plugin: plugin, sessions: sessions)
    let last = path(.last)
    let isRunning = Atomic<Bool>(true)
    let torn = Atomic<Int>(0)
    onOwnThreads(2) { thread in
      if thread == 0 {
        while isRunning.load(ordering: .acquiring) {
          for told in shared.plugin.exchange(Plugin.set(path: last)) where told == .nonsense {
            torn.add(1, ordering: .relaxed)
          }
        }
      } else {
        for turn in 0..<1_000 {
          shared.plugin.restore(shared.sessions[turn % 2])
          for _ in 0..<3 where !known.contains(shared.plugin.reference) {
            torn.add(1, ordering: .relaxed)
          }
        }
        isRunning.store(false, ordering: .releasing)
      }
    }
    #expect(torn.load(ordering: .relaxed) == 0)
  }
}
