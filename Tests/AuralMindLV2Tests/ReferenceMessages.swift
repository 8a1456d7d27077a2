import AuralMind
import CLV2
import Foundation
import Testing

/// A host sets the reference by message, and hears what is in use.
@Suite struct ReferenceMessages {
  private func plugin(_ worker: Worker? = Worker(.immediate), log: Log? = nil) throws -> Plugin {
    let plugin = try #require(try Plugin(worker: worker, log: log))
    // Off moves no gain, so that all that is told is the reference.
    plugin[.governor] = Float(GovernorMode.off.rawValue)
    plugin.activate()
    return plugin
  }

  private func path(_ slot: TestLibrary.Slot) -> String { TestLibrary.file(slot).path }

  private var get: EventPort {
    EventPort(
      object: [0, URIDs.patch("Get")]
        + EventPort.property(URIDs.patch("property"), "URID", URIDs.own("referenceProfile")))
  }

  @Test func `a worker loads what was set, and the host hears of it once it is in use`() throws {
    let worker = Worker()
    let plugin = try plugin(worker)
    #expect(plugin.exchange(Plugin.set(path: path(.good))) == [])
    #expect(worker.waiting == 1)
    #expect(plugin.exchange() == [])
    #expect(plugin.reference == nil)
    worker.work()
    #expect(plugin.reference == TestLibrary.content(.good))
    #expect(plugin.exchange() == [.reference(path(.good))])
    #expect(plugin.exchange() == [])
    #expect(worker.waiting == 0)
  }

  @Test func `a worker that works at once has it in use in the same run`() throws {
    let plugin = try plugin()
    #expect(plugin.exchange(Plugin.set(path: path(.good))) == [.reference(path(.good))])
    #expect(plugin.reference == TestLibrary.content(.good))
  }

  @Test func `without a worker a thread of the plugin's own loads it`() throws {
    let plugin = try plugin(nil)
    #expect(plugin.exchange(Plugin.set(path: path(.other))) == [])
    #expect(plugin.waitForReference() == path(.other))
    #expect(plugin.reference == TestLibrary.content(.other))
  }

  @Test func `what a worker has no room for is asked again`() throws {
    let worker = Worker(.full)
    let plugin = try plugin(worker)
    #expect(plugin.exchange(Plugin.set(path: path(.good))) == [])
    worker.manner = .queued
    plugin.run(64)
    plugin.run(64)
    #expect(worker.waiting == 1)
    worker.work()
    #expect(plugin.exchange() == [.reference(path(.good))])
  }

  @Test func `of several paths the last one counts`() throws {
    let worker = Worker()
    let plugin = try plugin(worker)
    for slot in [TestLibrary.Slot.good, .broken, .last, .other] {
      _ = plugin.exchange(Plugin.set(path: path(slot)))
    }
    worker.work()
    #expect(plugin.exchange() == [.reference(path(.other))])
    #expect(plugin.reference == TestLibrary.content(.other))
  }

  @Test func `an empty path is no reference`() throws {
    let plugin = try plugin()
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    #expect(plugin.exchange(Plugin.set(path: "")) == [.reference("")])
    #expect(plugin.reference == nil)
  }

  @Test func `a string is as good as a path`() throws {
    let plugin = try plugin()
    let set = Plugin.set(Array(path(.good).utf8) + [0], type: "String")
    #expect(plugin.exchange(set) == [.reference(path(.good))])
  }

  @Test(arguments: [TestLibrary.Slot.broken, .pipe, .folder, .huge, .empty])
  func `a file that cannot be read leaves what is in use, and says so`(
    slot: TestLibrary.Slot
  ) throws {
    let log = Log()
    let plugin = try plugin(log: log)
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    let linesBefore = log.lines.count
    #expect(plugin.exchange(Plugin.set(path: path(slot))) == [.reference(path(.good))])
    #expect(plugin.reference == TestLibrary.content(.good))
    let lines = log.lines.dropFirst(linesBefore)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("AuralMind: \(path(slot)) ") == true, "\(lines)")
  }

  @Test func `the log names the line that is no profile`() throws {
    let log = Log()
    _ = try plugin(log: log)
    #expect(log.lines.contains { $0.hasPrefix("AuralMind: \(path(.broken)) is no profile: line ") })
    // An empty slot is nothing to tell of.
    #expect(!log.lines.contains { $0.contains(path(.empty)) })
    #expect(log.lines.count == 4)
  }

  @Test(arguments: [0, 1, 4_094, 4_095, 4_096, 5_000])
  func `a path is bounded, and one beyond is answered by what is in use`(count: Int) throws {
    let plugin = try plugin()
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: count)
    let expected = count == 0 ? "" : path(.good)
    #expect(plugin.exchange(Plugin.set(long + [0])) == [.reference(expected)])
  }

  @Test func `what is no path sets nothing`() throws {
    let plugin = try plugin()
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    let text = Array(path(.other).utf8)
    for set in [
      Plugin.set(text), Plugin.set([]), Plugin.set(text + [0], type: "URI"),
      Plugin.set(text + [0], type: "Chunk"),
    ] {
      #expect(plugin.exchange(set) == [.reference(path(.good))])
    }
    #expect(plugin.reference == TestLibrary.content(.good))
    // What stands behind the closing zero is not part of the path.
    let more = Plugin.set(text + [0] + Array("more".utf8))
    #expect(plugin.exchange(more) == [.reference(path(.other))])
  }

  @Test func `answers what the reference is, before there is one and after`() throws {
    let plugin = try plugin()
    #expect(plugin.exchange(get) == [.reference("")])
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    #expect(plugin.exchange(get) == [.reference(path(.good))])
    let everything = EventPort(object: [0, URIDs.patch("Get")])
    #expect(plugin.exchange(everything) == [.everything(0, path(.good))])
  }

  @Test func `tells nothing beyond the room there is, and tells it when there is`() throws {
    let worker = Worker()
    let plugin = try plugin(worker)
    plugin.run(64)
    _ = plugin.exchange(Plugin.set(path: path(.good)))
    worker.work()
    // Time stamp and head, object, two properties of a word, and the path with its head.
    let needed = 8 + 24 + 2 * 24 + 16 + (path(.good).utf8.count + 8) / 8 * 8
    for capacity in 0..<needed {
      #expect(plugin.exchange(capacity: capacity) == [])
    }
    #expect(plugin.exchange(capacity: needed) == [.reference(path(.good))])
  }

  @Test(arguments: [true, false])
  func `an instance goes while its file is asked for`(hasWorker: Bool) throws {
    for _ in 0..<50 {
      let worker = hasWorker ? Worker() : nil
      let plugin = try plugin(worker)
      _ = plugin.exchange(Plugin.set(path: path(.good)))
      plugin.deactivate()
    }
  }
}
