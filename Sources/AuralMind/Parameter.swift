/// What people and hosts read of one port: words, unit and how to show it.
///
/// It is text for Turtle, the command line and the documentation; nothing of it is needed while
/// sound runs. Index, direction, range and initial value are the control's own.
public struct Parameter: Sendable {
  /// The stable identifier, never reused: LV2 symbol, preset key and command-line name.
  public let symbol: StaticString

  /// The name shown to people.
  public let name: StaticString

  /// The name for narrow displays, at most 16 characters (as LV2's `shortName` asks).
  public let shortName: StaticString

  /// The unit of the value; nil where a value has none.
  public let unit: Unit?

  /// The section of the panel the port belongs to.
  public let group: Group

  /// How early the port is shown where there is no room for all: the higher, the earlier.
  public let displayPriority: Int

  /// How the value is meant.
  public let style: Style

  /// The number of steps a wheel or a key makes of the range; nil where the host may choose.
  public let rangeSteps: Int?

  /// Values with a name of their own, ascending; every value there is where `style` is enumeration.
  public let scalePoints: [ScalePoint]

  /// What the port does, for a musician.
  public let comment: StaticString

  /// Creates a description; a port without a unit or names of values may leave them out.
  init(
    symbol: StaticString, name: StaticString, shortName: StaticString, unit: Unit? = nil,
    group: Group, displayPriority: Int = 0, style: Style = .linear, rangeSteps: Int? = nil,
    scalePoints: [ScalePoint] = [], comment: StaticString
  ) {
    self.symbol = symbol
    self.name = name
    self.shortName = shortName
    self.unit = unit
    self.group = group
    self.displayPriority = displayPriority
    self.style = style
    self.rangeSteps = rangeSteps
    self.scalePoints = scalePoints
    self.comment = comment
  }

  /// How a value is meant.
  public enum Style: Sendable {
    /// A quantity on a straight scale.
    case linear
    /// A quantity on a scale of ratios, as frequencies are heard.
    case logarithmic
    /// On above 0, else off.
    case toggle
    /// A button: what it does happens once for each rise above 0.
    case trigger
    /// One of the scale points.
    case enumeration
  }

  /// A value with a name.
  public struct ScalePoint: Sendable {
    /// The value, in the port's unit.
    public let value: Float
    /// The name.
    public let label: StaticString
  }
}
