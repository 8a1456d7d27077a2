public import AuralMind

/// Why `symbol=value` sets nothing, as a sentence.
public enum AssignmentError: Error, Equatable, CustomStringConvertible {
  case notAnAssignment(text: String)
  case unknown(symbol: String)
  case notAnInput(symbol: String)
  case notAValue(control: Control, text: String)
  case outOfRange(control: Control, text: String)
  case notWhole(control: Control, text: String)

  /// One sentence that names the control and says what it takes.
  public var description: String {
    switch self {
    case .notAnAssignment(let text): "“\(text)” is not of the form symbol=value."
    case .unknown(let symbol):
      "There is no control “\(symbol)”; auralmind ports lists them all."
    case .notAnInput(let symbol): "“\(symbol)” is not a control that can be set."
    case .notAValue(let control, let text):
      "\(control.symbol) takes \(Self.range(control)), not “\(text)”."
    case .outOfRange(let control, let text):
      "\(control.symbol) takes \(Self.range(control)), and \(text) is outside."
    case .notWhole(let control, let text):
      "\(control.symbol) takes whole numbers, not \(text)."
    }
  }

  private static func range(_ control: Control) -> String {
    let range = control.range
    let unit = control.parameter.unit.map { " \($0.symbol)" } ?? ""
    return "\(plainNumber(range.lowest)) to \(plainNumber(range.highest))\(unit)"
  }
}

/// Writes a number without a fraction where it has none.
public func plainNumber(_ value: Float) -> String {
  value == value.rounded() ? "\(Int(value))" : "\(value)"
}
