/// Where a spectrum to match to or from is found, as the command line names it.
public enum SpectrumOrigin: Sendable, Equatable {
  /// A slot of the library, from 1 to 16.
  case slot(Int)
  /// A file: audio to capture, a profile or a curve.
  case file(path: String)

  /// Reads `slot:N`, or a path; nil where a slot is named that there is none of.
  public init?(_ text: String) {
    guard text.hasPrefix("slot:") else {
      self = .file(path: text)
      return
    }
    guard let number = Int(text.dropFirst("slot:".count)), (1...16).contains(number) else {
      return nil
    }
    self = .slot(number)
  }

  /// The origin as people name it.
  public var name: String {
    switch self {
    case .slot(let number): "slot:\(number)"
    case .file(let path): path
    }
  }

  /// The slot it is in; nil for a file.
  var slot: Int? {
    if case .slot(let number) = self { return number }
    return nil
  }
}
