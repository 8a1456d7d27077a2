import CLV2
import Synchronization

/// A host's log that remembers its lines.
final class Log: Sendable {
  private let written = Mutex<[String]>([])
  private nonisolated(unsafe) let log = UnsafeMutablePointer<LV2_Log_Log>.allocate(capacity: 1)

  deinit { log.deallocate() }

  /// Every line so far.
  var lines: [String] { written.withLock { $0 } }

  /// The data of the host's feature.
  var feature: UnsafeMutableRawPointer {
    // Swift makes no function of any number of arguments; the plugin gives four, in registers.
    typealias Print =
      @convention(c) (
        UnsafeMutableRawPointer?, UInt32, UnsafePointer<CChar>?, UnsafePointer<CChar>?
      ) -> Int32
    let print: Print = { handle, type, _, text in
      guard let handle, let text else { return -1 }
      let line = String(cString: text)
      let kind = type == URIDs.number("http://lv2plug.in/ns/ext/log#Error") ? "" : "(?) "
      Unmanaged<Log>.fromOpaque(handle).takeUnretainedValue().written.withLock {
        $0.append(kind + line)
      }
      return 0
    }
    log.initialize(to: LV2_Log_Log())
    log.pointee.handle = Unmanaged.passUnretained(self).toOpaque()
    log.pointee.printf = unsafeBitCast(print, to: type(of: log.pointee.printf))
    return UnsafeMutableRawPointer(log)
  }
}
