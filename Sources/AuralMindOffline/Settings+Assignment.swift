public import AuralMind

extension Settings {
  /// Sets a control from text of the form `symbol=value`, as the command line takes it.
  ///
  /// A value is a number inside the port's range or the name of a scale point, as people read it
  /// or in lower case with hyphens; presets and deliveries also go by their command-line names.
  public mutating func assign(_ text: String) throws(AssignmentError) -> Control {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { throw .notAnAssignment(text: text) }
    let symbol = String(parts[0])
    guard let control = Control(symbol: symbol) else { throw .unknown(symbol: symbol) }
    guard control.kind == .input else { throw .notAnInput(symbol: symbol) }
    let word = String(parts[1])
    if let named = control.value(named: word) {
      self[control] = named
    } else {
      self[control] = try control.value(number: word)
    }
    return control
  }
}

extension Control {
  /// The port that goes by `symbol`; nil when none does.
  public init?(symbol: String) {
    guard let control = Self.allCases.first(where: { "\($0.symbol)" == symbol }) else {
      return nil
    }
    self = control
  }

  /// The value of the scale point that goes by `name`; nil when none does.
  fileprivate func value(named name: String) -> Float? {
    let slug = AuralMindOffline.slug(name)
    guard !slug.isEmpty else { return nil }
    switch self {
    case .preset:
      if let preset = Preset(slug: slug) { return Float(preset.rawValue) }
    case .delivery:
      if let delivery = Delivery(slug: slug) { return Float(delivery.rawValue) }
    default: break
    }
    guard Float(name) == nil else { return nil }
    return parameter.scalePoints.first { AuralMindOffline.slug("\($0.label)") == slug }?.value
  }

  /// The value that `text` writes as a number.
  fileprivate func value(number text: String) throws(AssignmentError) -> Float {
    // As people write numbers: Float would also take hexadecimal.
    guard text.allSatisfy({ "+-.0123456789eE".contains($0) }), let value = Float(text),
      value.isFinite
    else {
      throw .notAValue(control: self, text: text)
    }
    guard value >= range.lowest, value <= range.highest else {
      throw .outOfRange(control: self, text: text)
    }
    guard !isInteger || value == value.rounded() else {
      throw .notWhole(control: self, text: text)
    }
    return value
  }
}

extension Preset {
  /// The preset that goes by `slug`; nil when none does.
  public init?(slug: String) {
    guard let preset = Self.allCases.first(where: { "\($0.slug)" == slug }) else { return nil }
    self = preset
  }
}

extension Delivery {
  /// The delivery that goes by `slug`; nil when none does.
  public init?(slug: String) {
    guard let delivery = Self.allCases.first(where: { "\($0.slug)" == slug }) else { return nil }
    self = delivery
  }
}

/// Lower case, with one hyphen for each run of anything but letters and digits.
func slug(_ text: String) -> String {
  text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
}
