public import AuralMind
import Foundation

/// The file a master is written to: the input's kind, rate and word length unless asked otherwise.
public struct OutputFormat: Sendable, Equatable {
  /// What the file will hold.
  public var format: AudioFormat

  /// The dither the file's word length needs; off for floating point, 32 bits and lossy files.
  public var dither: DitherDepth

  /// Chooses the format of `path` for audio that comes from a file of format `input`.
  ///
  /// The extension of `path` decides the container; a path without one keeps the input's.
  /// `wordLength` decides the encoding; without one the input's is kept as far as the container
  /// can: what is decoded from a lossy or 8 bit file is stored in 24 or 16 bits.
  public init(path: String, input: AudioFormat, wordLength: WordLength?) throws(AudioFileError) {
    let fileExtension = URL(fileURLWithPath: path).pathExtension
    var container = input.container
    if !fileExtension.isEmpty {
      guard let named = AudioFormat.Container(fileExtension: fileExtension) else {
        throw .unknownExtension(path: path)
      }
      container = named == .wav && input.container == .wavex ? .wavex : named
    }
    let encoding = try Self.encoding(
      container: container, input: input.encoding, fileExtension: fileExtension.lowercased(),
      wordLength: wordLength, path: path)
    format = AudioFormat(
      sampleRate: input.sampleRate, channelCount: input.channelCount, container: container,
      encoding: encoding)
    dither = wordLength?.dither ?? Self.dither(encoding)
    guard format.sndfileInfo != nil else {
      throw .cannotHold(path: path, format: format)
    }
  }

  private static func encoding(
    container: AudioFormat.Container, input: AudioFormat.Encoding, fileExtension: String,
    wordLength: WordLength?, path: String
  ) throws(AudioFileError) -> AudioFormat.Encoding {
    switch container {
    case .ogg, .mpeg:
      if wordLength != nil { throw .noWordLength(path: path) }
      if container == .mpeg { return .mpegLayer3 }
      let keepsOpus = input == .opus && fileExtension != "oga"
      return fileExtension == "opus" || keepsOpus ? .opus : .vorbis
    case .flac:
      if wordLength == .float32 { throw .noFloat(path: path) }
      return wordLength?.encoding
        ?? (linear(input) == .integer(bits: 16) ? linear(input) : .integer(bits: 24))
    default:
      return wordLength?.encoding ?? linear(input)
    }
  }

  /// The encoding that takes nothing away from samples stored as `input`.
  private static func linear(_ input: AudioFormat.Encoding) -> AudioFormat.Encoding {
    switch input {
    case .integer(let bits): .integer(bits: max(bits, 16))
    case .float: input
    case .vorbis, .opus, .mpegLayer3: .integer(bits: 24)
    // Telephone and game codecs: all of them decode to 16 bits or less.
    case .other: .integer(bits: 16)
    }
  }

  private static func dither(_ encoding: AudioFormat.Encoding) -> DitherDepth {
    switch encoding {
    case .integer(16): .bits16
    case .integer(24): .bits24
    default: .off
    }
  }
}
