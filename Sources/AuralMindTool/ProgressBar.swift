import Foundation

/// A bar on standard error that shows how far long work has come; nothing where nobody looks.
final class ProgressBar {
  private static let width = 30

  private let isShown = isatty(Terminal.errors.fileDescriptor) == 1
  private var shown = ""

  /// Shows `share`, from 0 to 1, of the work that `label` names.
  func show(_ label: String, _ share: Double) {
    guard isShown else { return }
    let filled = Int(min(max(share, 0), 1) * Double(Self.width))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
    let text = "\(label)  \(bar) \(Int(share * 100)) %"
    // A line that did not change is not worth a write.
    guard text != shown else { return }
    shown = text
    Terminal.errors.write(Data("\r\u{1B}[2K\(text)".utf8))
  }

  /// Clears the line for what comes after.
  func clear() {
    guard isShown, !shown.isEmpty else { return }
    shown = ""
    Terminal.errors.write(Data("\r\u{1B}[2K".utf8))
  }
}
