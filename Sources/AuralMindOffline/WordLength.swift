public import AuralMind

/// The length of a stored sample, as `--bits` asks for it.
public enum WordLength: String, CaseIterable, Sendable {
  case bits16 = "16"
  /// 20 bits, stored in 24 with the last four at 0.
  case bits20 = "20"
  case bits24 = "24"
  /// 32 bit floating point.
  case float32 = "32f"

  /// How a file stores such samples.
  public var encoding: AudioFormat.Encoding {
    switch self {
    case .bits16: .integer(bits: 16)
    case .bits20, .bits24: .integer(bits: 24)
    case .float32: .float(bits: 32)
    }
  }

  /// The dither that prepares for such samples.
  public var dither: DitherDepth {
    switch self {
    case .bits16: .bits16
    case .bits20: .bits20
    case .bits24: .bits24
    case .float32: .off
    }
  }
}
