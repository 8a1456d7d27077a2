import CLilv
import Foundation

/// Opens, runs and closes the plugin a thousand times: nothing is left of it.
///
/// The library is loaded and unloaded each time, for no other instance holds it.
func checkOpenClose(_ plugin: PluginUnderTest, _ findings: Findings) {
  let rates = [44_100.0, 48_000, 96_000]
  var chance = Chance(seed: 1)
  let sound = chance.programme(frames: 512)
  func cycle(_ turn: Int) {
    guard let instance = Instance(plugin, rate: rates[turn % rates.count]) else {
      return findings.add("refuses \(rates[turn % rates.count]) Hz")
    }
    instance.activate()
    findings.examine(instance.run(sound), "turn \(turn)")
    _ = Session(of: instance)
    instance.deactivate()
  }
  func entries(_ folder: String) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
  }
  func mappings() -> Int {
    ((try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? "").count { $0 == "\n" }
  }
  // What libraries keep for good is there after some turns.
  for turn in 0..<100 { cycle(turn) }
  let before = (
    heap_bytes_in_use(), entries("/proc/self/fd"), entries("/proc/self/task"), mappings()
  )
  for turn in 0..<1_000 {
    cycle(turn)
    findings.count()
  }
  let after = (
    heap_bytes_in_use(), entries("/proc/self/fd"), entries("/proc/self/task"), mappings()
  )
  // 8 bytes a turn: less than the least that can be allocated.
  findings.expect(after.0 <= before.0 + 8_000, "the heap grew from \(before.0) to \(after.0) bytes")
  findings.expect(after.1 <= before.1, "open files grew from \(before.1) to \(after.1)")
  findings.expect(after.2 <= before.2, "threads grew from \(before.2) to \(after.2)")
  findings.expect(after.3 <= before.3 + 8, "mappings grew from \(before.3) to \(after.3)")
}
