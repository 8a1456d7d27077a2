/// One figure of one master, as the golden file has it.
public struct GoldenRow: Sendable, Equatable {
  /// Which figure of which master it is.
  public struct Key: Sendable, Hashable, Comparable {
    /// The name of the programme's material.
    public let programme: String
    /// The sample rate, in Hz.
    public let sampleRate: Int
    /// The command-line name of the preset.
    public let preset: String
    /// The figure, its unit last.
    public let figure: String

    /// Names a figure of a master.
    public init(programme: String, sampleRate: Int, preset: String, figure: String) {
      self.programme = programme
      self.sampleRate = sampleRate
      self.preset = preset
      self.figure = figure
    }

    /// The order of the golden file.
    public static func < (one: Key, other: Key) -> Bool {
      (one.programme, one.sampleRate, one.preset, one.figure)
        < (other.programme, other.sampleRate, other.preset, other.figure)
    }
  }

  /// Which figure it is.
  public let key: Key
  /// Its value, in the unit that its name ends in.
  public var value: Double
  /// How far it may move, in the same unit.
  public let tolerance: Double

  /// Creates a row.
  public init(key: Key, value: Double, tolerance: Double) {
    self.key = key
    self.value = value
    self.tolerance = tolerance
  }
}
