public import AuralMind
import Foundation

extension Suggestion {
  /// One control of a proposal.
  public struct Item: Sendable, Equatable, Encodable {
    /// The control.
    public let control: Control
    /// The value, in the port's own unit.
    public let value: Float
    /// Why, in one sentence.
    public let reason: String
    /// What the reason rests on; nothing where it rests on another item.
    public let measures: [Measure]

    /// Creates an item; `value` is brought into the port's range.
    init(_ control: Control, _ value: Double, _ reason: String, _ measures: [Measure] = []) {
      self.control = control
      self.value = control.clamped(Float(value))
      self.reason = reason
      self.measures = measures
    }

    /// The value as the command line takes it.
    public var valueName: String {
      switch control {
      case .preset: "\((Preset(rawValue: Int(value)) ?? .transparent).slug)"
      case .delivery: "\((Delivery(rawValue: Int(value)) ?? .fromPreset).slug)"
      default: value == value.rounded() ? "\(Int(value))" : String(format: "%.1f", value)
      }
    }

    private enum CodingKeys: String, CodingKey {
      case port, value, name, reason, measures
    }

    /// Encodes the port's symbol, its value as a number and by name, the reason and the figures.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("\(control.symbol)", forKey: .port)
      // Single precision would show digits nobody chose.
      try container.encode((Double(value) * 1_000).rounded() / 1_000, forKey: .value)
      try container.encode(valueName, forKey: .name)
      try container.encode(reason, forKey: .reason)
      try container.encode(measures, forKey: .measures)
    }
  }

  /// A figure that a reason rests on.
  public struct Measure: Sendable, Equatable, Encodable {
    /// What was measured, as a table has it.
    public let name: String
    /// The figure, to the hundredth.
    public let value: Double
    /// Its unit; empty for a plain number.
    public let unit: String

    /// Creates a figure.
    init(_ name: String, _ value: Double, _ unit: String = "") {
      self.name = name
      self.value = (value * 100).rounded() / 100
      self.unit = unit
    }

    /// The figure with its name and unit.
    public var text: String {
      let digits = unit.isEmpty ? 2 : 1
      return "\(name) \(written(value, decimals: digits))\(unit.isEmpty ? "" : " \(unit)")"
    }
  }
}
