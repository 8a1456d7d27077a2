import AuralMind
import CLV2

/// The host's log, where it has one; never for the audio thread.
@safe
struct HostLog {
  private let log: LV2_Log_Log?
  private let type: UInt32

  /// The log among `features`, if there is one.
  init(_ features: HostFeatures) {
    unsafe log = unsafe features.log
    if let map = unsafe features.map, let number = unsafe map.map {
      type = unsafe number(map.handle, cString(URI.logError))
    } else {
      type = 0
    }
  }

  /// Says in one line why the profile at `path` is not used.
  func reject(path: [UInt8], because reason: [UInt8]) {
    guard var log = unsafe log else { return }
    var line: [UInt8] = []
    append("AuralMind: ", to: &line)
    line += path
    line.append(0x20)
    line += reason
    unsafe log_line(&log, type, cText(line))
  }
}
