extension AudioFormat {
  /// The kind of file.
  public enum Container: Sendable, Equatable, CaseIterable {
    case wav
    /// WAV with the extended format chunk.
    case wavex
    /// WAV beyond 4 GiB (EBU Tech 3306).
    case rf64
    case wave64
    case flac
    case aiff
    case ogg
    case caf
    case au
    case mpeg
    /// Anything else libsndfile reads, and this project does not write.
    case other

    /// The container a file name's extension asks for; nil when there is no such extension.
    public init?(fileExtension: String) {
      switch fileExtension.lowercased() {
      case "wav", "wave": self = .wav
      case "rf64": self = .rf64
      case "w64": self = .wave64
      case "flac": self = .flac
      case "aif", "aiff", "aifc": self = .aiff
      case "ogg", "oga", "opus": self = .ogg
      case "caf": self = .caf
      case "au", "snd": self = .au
      case "mp3": self = .mpeg
      default: return nil
      }
    }

    /// The extensions that are understood, as a sentence lists them.
    public static let extensionList = "wav, flac, aiff, ogg, opus, caf, au, w64, rf64 or mp3"

    /// The name people read.
    public var name: String {
      switch self {
      case .wav, .wavex: "WAV"
      case .rf64: "RF64"
      case .wave64: "W64"
      case .flac: "FLAC"
      case .aiff: "AIFF"
      case .ogg: "Ogg"
      case .caf: "CAF"
      case .au: "AU"
      case .mpeg: "MPEG"
      case .other: "other"
      }
    }

    /// The most bytes the container can hold; nil where no file system reaches its end.
    var capacityBytes: Int? {
      switch self {
      case .wav, .wavex, .aiff, .au: Int(UInt32.max) - 65_536
      case .rf64, .wave64, .flac, .ogg, .caf, .mpeg, .other: nil
      }
    }
  }
}
