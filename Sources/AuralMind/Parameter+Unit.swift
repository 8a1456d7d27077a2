extension Parameter {
  /// The unit a value is shown and stored in.
  public enum Unit: CaseIterable, Sendable {
    /// Decibels.
    case decibels
    /// Decibels of true peak relative to full scale (BS.1770-5, Annex 2).
    case dBTP
    /// Loudness relative to full scale (BS.1770-5, Annex 1).
    case lufs
    /// Loudness units, a difference of two loudness levels (EBU Tech 3341).
    case lu
    /// Hertz.
    case hertz
    /// Octaves.
    case octaves
    /// Percent.
    case percent
    /// Frames of audio.
    case frames
    /// A number without dimension, from -1 to 1.
    case coefficient

    /// The unit as it is written behind a number.
    public var symbol: StaticString {
      switch self {
      case .decibels: "dB"
      case .dBTP: "dBTP"
      case .lufs: "LUFS"
      case .lu: "LU"
      case .hertz: "Hz"
      case .octaves: "oct"
      case .percent: "%"
      case .frames: "frames"
      case .coefficient: ""
      }
    }
  }
}
