/// Why a file cannot be checked with a codec, as a sentence.
public enum CodecCheckError: Error, Equatable, CustomStringConvertible {
  case noFFmpeg
  case cannotRun(path: String, reason: String)
  case noEncoder(codec: Codec)
  case codingFailed(coding: Coding, reason: String)
  case silent(path: String)

  /// One sentence that says what is wrong, and what to do where that is known.
  public var description: String {
    switch self {
    case .noFFmpeg:
      "ffmpeg is not installed; on Debian, apt-get install ffmpeg brings it and its encoders."
    case .cannotRun(let path, let reason): "“\(path)” cannot be run: \(reason)."
    case .noEncoder(let codec):
      """
      The ffmpeg that is installed has no encoder “\(codec.encoder)” for \(codec.name); on Debian, \
      apt-get install ffmpeg brings one that has.
      """
    case .codingFailed(let coding, let reason):
      """
      ffmpeg does not make \(coding.codec.name) of this file at \(coding.bitrate) kbit/s: \(reason).
      """
    case .silent(let path): "“\(path)” is silent, so that no codec adds to its peaks."
    }
  }
}
