import Foundation

/// Writes a time as hours (where there are any), minutes and seconds to the millisecond.
public func timestamp(seconds: Double) -> String {
  let milliseconds = Int((seconds * 1_000).rounded())
  let minutes = milliseconds / 60_000
  let rest = String(format: "%02d.%03d", milliseconds / 1_000 % 60, milliseconds % 1_000)
  guard minutes >= 60 else { return "\(minutes):\(rest)" }
  return String(format: "%d:%02d:", minutes / 60, minutes % 60) + rest
}
