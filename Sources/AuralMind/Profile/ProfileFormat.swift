import AuralDSP

/// The names and limits of a profile's text, in one place for who reads, writes and documents it.
public enum ProfileFormat {
  /// What the first line begins with, after its asterisk.
  public static var name: StaticString { "auralmind-profile" }
  /// The edition of the format that follows the name.
  public static var version: StaticString { "1" }

  /// The key of the name people gave a profile.
  public static var nameKey: StaticString { "name" }
  /// The key of the order of the columns.
  public static var columnsKey: StaticString { "columns" }

  /// The column of the frequency, in Hz.
  public static var frequencyColumn: StaticString { "frequency_hz" }
  /// The column of the level of mid, in dB.
  public static var midColumn: StaticString { "mid_db" }
  /// The column of the level of side, in dB.
  public static var sideColumn: StaticString { "side_db" }

  /// The level that stands for nothing at all, in dB; none is lower.
  public static var silenceDecibels: Double { -200 }
  /// The highest level, in dB.
  public static var highestDecibels: Double { 200 }

  /// The centre of the lowest band that is written, in Hz.
  public static var lowestHertz: Double { OctaveBands.lowestHertz }
  /// Bands in an octave.
  public static var bandsPerOctave: Int { OctaveBands.perOctave }
}
