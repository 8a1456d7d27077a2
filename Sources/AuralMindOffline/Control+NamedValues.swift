public import AuralMind

extension Control {
  /// The names of values that `--set` takes for the port, as they are typed, in their order.
  public var namedValues: [String] {
    switch self {
    case .preset: Preset.allCases.map { "\($0.slug)" }
    case .delivery: Delivery.allCases.map { "\($0.slug)" }
    default: parameter.scalePoints.map { slug("\($0.label)") }
    }
  }
}
