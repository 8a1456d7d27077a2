import CLV2
import Foundation

/// A host that gives files of a session names of its own.
final class PathMapper {
  /// What it offers to `save` and `restore`.
  let offer = Offer()
  /// Names that were handed out and not given back.
  private(set) var unfreed = 0
  private let mark: String
  private let map = UnsafeMutablePointer<LV2_State_Map_Path>.allocate(capacity: 1)
  private let free = UnsafeMutablePointer<LV2_State_Free_Path>.allocate(capacity: 1)

  /// Puts `mark` ahead of a path in a session; without `freeing` it leaves out how to give names back.
  init(mark: String = "in the session:", freeing: Bool = true) {
    self.mark = mark
    let own = Unmanaged.passUnretained(self).toOpaque()
    map.initialize(
      to: LV2_State_Map_Path(
        handle: own,
        abstract_path: { PathMapper.name($0, $1) { $0 + $1 } },
        absolute_path: { PathMapper.name($0, $1) { String($1.trimmingPrefix($0)) } }))
    free.initialize(
      to: LV2_State_Free_Path(
        handle: own,
        free_path: { handle, name in
          guard let handle else { return }
          Unmanaged<PathMapper>.fromOpaque(handle).takeUnretainedValue().unfreed -= 1
          Foundation.free(name)
        }))
    offer.add("http://lv2plug.in/ns/ext/state#mapPath", map)
    if freeing { offer.add("http://lv2plug.in/ns/ext/state#freePath", free) }
  }

  deinit {
    map.deallocate()
    free.deallocate()
  }

  private static func name(
    _ handle: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?,
    _ change: (String, String) -> String
  ) -> UnsafeMutablePointer<CChar>? {
    guard let handle, let path else { return nil }
    let host = Unmanaged<PathMapper>.fromOpaque(handle).takeUnretainedValue()
    host.unfreed += 1
    return strdup(change(host.mark, String(cString: path)))
  }
}
