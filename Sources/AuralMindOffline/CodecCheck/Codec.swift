/// A lossy codec that listeners get a master in, as ffmpeg encodes and decodes it.
public enum Codec: String, CaseIterable, Sendable {
  /// MPEG-4 AAC, low complexity: Apple Music, YouTube, broadcast.
  case aac
  /// MPEG-1 layer III.
  case mp3
  /// Opus: YouTube, calls, web radio.
  case opus
  /// Vorbis: Spotify.
  case vorbis

  /// The name people read.
  public var name: String {
    switch self {
    case .aac: "AAC"
    case .mp3: "MP3"
    case .opus: "Opus"
    case .vorbis: "Vorbis"
    }
  }

  /// ffmpeg's name for its encoder.
  public var encoder: String {
    switch self {
    case .aac: "aac"
    case .mp3: "libmp3lame"
    case .opus: "libopus"
    case .vorbis: "libvorbis"
    }
  }

  /// ffmpeg's name for a decoder to floating point, which shows peaks that whole numbers would clip.
  var decoder: String {
    switch self {
    case .aac: "aac"
    case .mp3: "mp3float"
    case .opus: "opus"
    case .vorbis: "vorbis"
    }
  }

  /// ffmpeg's name for a container that can be written to a pipe.
  var container: String {
    switch self {
    case .aac: "adts"
    case .mp3: "mp3"
    case .opus, .vorbis: "ogg"
    }
  }

  /// ffmpeg's name for what reads that container.
  var demuxer: String { self == .aac ? "aac" : container }

  /// The bit rates to check unless told, in kbit/s for two channels: the best that services send, and
  /// one that they send to those who pay nothing or walk.
  var usualBitrates: [Int] {
    switch self {
    case .aac: [256, 128]
    case .mp3: [320, 128]
    case .opus: [160, 96]
    case .vorbis: [320, 160]
    }
  }

  /// The sample rates at which the codec is tried, in Hz, from the highest down.
  private var sampleRates: [Int] {
    let low = [48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000]
    return switch self {
    case .aac: [96_000, 88_200, 64_000] + low
    case .mp3: low
    // Opus has rates below, but whatever it is given, 48 kHz comes out.
    case .opus: [48_000]
    // At other rates its encoder does not have the bit rates that services send.
    case .vorbis: [48_000, 44_100]
    }
  }

  /// The rate at which a programme of `sampleRate` is coded, in Hz: its own where that is one of them,
  /// else the highest that divides it, else the next below, else the lowest.
  public func codedRate(_ sampleRate: Int) -> Int {
    let rates = sampleRates
    return rates.first { sampleRate % $0 == 0 } ?? rates.first { $0 < sampleRate }
      ?? rates[rates.count - 1]
  }
}
