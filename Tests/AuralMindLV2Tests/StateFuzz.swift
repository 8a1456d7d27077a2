import AuralMind
import CLV2
import Foundation
import Support
import Testing

/// Sessions that were damaged on the way.
@Suite struct StateFuzz {
  /// Changes some bytes, the length or the type of some properties.
  private func damage(_ session: Session, _ noise: inout Noise) -> Session {
    let damaged = Session()
    damaged.properties = session.properties
    for key in session.properties.keys.sorted() where noise.below(2) == 0 {
      guard var property = session.properties[key] else { continue }
      switch noise.below(6) {
      case 0: damaged.properties[key] = nil
      case 1: property.type = noise.below(2) == 0 ? URIDs.atom("Path") : URIDs.atom("Chunk")
      case 2: property.bytes.removeLast(noise.below(property.bytes.count + 1))
      case 3: property.bytes += (0..<noise.below(9)).map { _ in UInt8(noise.below(256)) }
      default:
        for _ in 0...noise.below(8) where !property.bytes.isEmpty {
          property.bytes[noise.below(property.bytes.count)] = UInt8(noise.below(256))
        }
      }
      if damaged.properties[key] != nil { damaged.properties[key] = property }
    }
    return damaged
  }

  @Test func `a damaged session is survived, and what comes of it can be saved and restored`()
    throws
  {
    let worker = Worker(.immediate)
    let plugin = try #require(try Plugin(worker: worker))
    plugin[.reference] = 1
    plugin[.source] = 16
    plugin.activate()
    _ = plugin.exchange(Plugin.set(path: TestLibrary.file(.good).path))
    let whole = plugin.save().session
    #expect(whole.properties.count == 6)
    var noise = Noise(seed: 20_261)
    for turn in 0..<(isDeepCheck ? 20_000 : 1_000) {
      plugin.restore(damage(whole, &noise))
      plugin.run(16)
      let saved = plugin.save()
      #expect(saved.status == LV2_STATE_SUCCESS, "turn \(turn)")
      // Whatever is in use can be restored: a profile that was taken over is a profile.
      #expect(plugin.restore(saved.session) == LV2_STATE_SUCCESS, "turn \(turn)")
    }
    #expect(plugin.restore(whole) == LV2_STATE_SUCCESS)
    plugin.run(16)
    #expect(plugin.save().session["referenceContent"] == whole["referenceContent"])
    #expect(plugin.process(.noise(10_000)).isFinite)
  }

  /// Knuth's MMIX generator, in whole numbers.
  private struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to below `bound`.
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
