/// Where the master goes: the loudness and the true peak that are asked for there.
///
/// Port values count from 0 in this order.
public enum Delivery: Int, CaseIterable, Sendable {
  case fromPreset
  case streaming
  case appleMusic
  case amazon
  case ebuR128
  case atscA85
  case aesTD1008Album
  case custom

  /// Integrated loudness in LUFS and highest true peak in dBTP.
  public struct Goal: Sendable, Equatable {
    /// The integrated loudness, in LUFS (BS.1770).
    public var targetLUFS: Double
    /// The highest true peak, in dBTP.
    public var ceilingDecibels: Double

    /// Creates a goal of `targetLUFS` under `ceilingDecibels`.
    public init(targetLUFS: Double, ceilingDecibels: Double) {
      self.targetLUFS = targetLUFS
      self.ceilingDecibels = ceilingDecibels
    }
  }

  /// What the platform or standard asks; nil where the preset or the user decides.
  public var goal: Goal? {
    @_noLocks get {
      switch self {
      case .fromPreset, .custom: nil
      case .streaming, .aesTD1008Album: Goal(targetLUFS: -14, ceilingDecibels: -1)
      case .appleMusic: Goal(targetLUFS: -16, ceilingDecibels: -1)
      case .amazon: Goal(targetLUFS: -14, ceilingDecibels: -2)
      case .ebuR128: Goal(targetLUFS: -23, ceilingDecibels: -1)
      case .atscA85: Goal(targetLUFS: -24, ceilingDecibels: -2)
      }
    }
  }

  /// The name people read.
  public var name: StaticString {
    switch self {
    case .fromPreset: "From preset"
    case .streaming: "Streaming −14 LUFS, −1 dBTP"
    case .appleMusic: "Apple Music −16 LUFS, −1 dBTP"
    case .amazon: "Amazon −14 LUFS, −2 dBTP"
    case .ebuR128: "EBU R 128 −23 LUFS, −1 dBTP"
    case .atscA85: "ATSC A/85 −24 LUFS, −2 dBTP"
    case .aesTD1008Album: "AES TD1008 album −14 LUFS, −1 dBTP"
    case .custom: "Custom"
    }
  }

  /// The name the command line takes: lower case with hyphens.
  public var slug: StaticString {
    switch self {
    case .fromPreset: "from-preset"
    case .streaming: "streaming"
    case .appleMusic: "apple-music"
    case .amazon: "amazon"
    case .ebuR128: "ebu-r128"
    case .atscA85: "atsc-a85"
    case .aesTD1008Album: "aes-td1008"
    case .custom: "custom"
    }
  }
}
