/// What an audio file holds, and how.
public struct AudioFormat: Sendable, Equatable {
  /// Frames a second, in Hz.
  public var sampleRate: Int

  /// The number of channels.
  public var channelCount: Int

  /// The kind of file.
  public var container: Container

  /// The way samples are stored.
  public var encoding: Encoding

  /// Creates a format.
  public init(sampleRate: Int, channelCount: Int, container: Container, encoding: Encoding) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.container = container
    self.encoding = encoding
  }

  /// The way samples are stored.
  public enum Encoding: Sendable, Equatable {
    /// Whole numbers of 8, 16, 24 or 32 bits.
    case integer(bits: Int)
    /// Floating point of 32 or 64 bits.
    case float(bits: Int)
    case vorbis
    case opus
    case mpegLayer3
    /// Anything else libsndfile decodes, and this project does not write.
    case other

    /// Whether a sample is stored as it is, in a fixed number of bits.
    public var isLinear: Bool {
      switch self {
      case .integer, .float: true
      case .vorbis, .opus, .mpegLayer3, .other: false
      }
    }

    /// The bytes of a stored sample; nil where samples are not of one size.
    var bytesPerSample: Int? {
      switch self {
      case .integer(let bits), .float(let bits): bits / 8
      case .vorbis, .opus, .mpegLayer3, .other: nil
      }
    }

    /// The name people read.
    public var name: String {
      switch self {
      case .integer(let bits): "\(bits) bit"
      case .float(let bits): "\(bits) bit float"
      case .vorbis: "Vorbis"
      case .opus: "Opus"
      case .mpegLayer3: "MPEG layer 3"
      case .other: "other"
      }
    }
  }
}
