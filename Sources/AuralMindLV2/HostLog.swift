import AuralMind
import CLV2

/// The host's log, where it has one; never for the audio thread.
@safe
struct HostLog {
  private let log: LV2_Log_Log?
  private let error: UInt32
  private let warning: UInt32

  /// The log among `features`, if there is one.
  init(_ features: HostFeatures) {
    unsafe log = unsafe features.log
    if let map = unsafe features.map, let number = unsafe map.map {
      error = unsafe number(map.handle, cString(URI.logError))
      warning = unsafe number(map.handle, cString(URI.logWarning))
    } else {
      error = 0
      warning = 0
    }
  }

  /// Says in one line why the profile at `path` is not used.
  func reject(path: [UInt8], because reason: [UInt8]) {
    var text = path
    text.append(0x20)
    text += reason
    write(text, as: error)
  }

  /// Says in one line where the sample rate of the host's options, in Hz, is another than the one it has
  /// asked for, which counts.
  func compare(rate: Double, told: Double?) {
    guard let told, told.isFinite, told > 0, told < 1e9, Int(told) != Int(rate) else { return }
    var text: [UInt8] = []
    append("the host asks for ", to: &text)
    append(Int(rate), to: &text)
    append(" Hz and says it runs at ", to: &text)
    append(Int(told), to: &text)
    append(" Hz; the first is what counts.", to: &text)
    write(text, as: warning)
  }

  private func write(_ text: [UInt8], as kind: UInt32) {
    guard var log = unsafe log else { return }
    var line: [UInt8] = []
    append("AuralMind: ", to: &line)
    line += text
    unsafe log_line(&log, kind, cText(line))
  }
}
