import AuralDSP
import Foundation

/// Why a file cannot be read or written, as a sentence.
public enum AudioFileError: Error, Equatable, CustomStringConvertible {
  case missing(path: String)
  case isFolder(path: String)
  case notRegular(path: String)
  case unreadable(path: String, reason: String)
  case notAudio(path: String, reason: String)
  case empty(path: String)
  case tooManyChannels(path: String, count: Int)
  case rateOutOfRange(path: String, sampleRate: Int)
  case noLoudness(path: String)
  case notFinite(path: String, frame: Int, sampleRate: Int)
  case tooHot(path: String, amplitude: Float, frame: Int, sampleRate: Int)
  case endsEarly(path: String, frames: Int, expected: Int)
  case unknownExtension(path: String)
  case noWordLength(path: String)
  case noFloat(path: String)
  case cannotHold(path: String, format: AudioFormat)
  case tooLong(path: String, container: AudioFormat.Container)
  case isInput(path: String)
  case unwritable(path: String, reason: String)
  case writeFailed(path: String, reason: String)

  /// One sentence that names the file and says what is wrong.
  public var description: String {
    switch self {
    case .missing(let path): "There is no file “\(path)”."
    case .isFolder(let path): "“\(path)” is a folder, not an audio file."
    case .notRegular(let path): "“\(path)” is not a regular file."
    case .unreadable(let path, let reason): "“\(path)” cannot be read: \(reason)."
    case .notAudio(let path, let reason):
      "“\(path)” is not an audio file that can be read: \(reason)."
    case .empty(let path): "“\(path)” holds no audio: it has 0 frames."
    case .tooManyChannels(let path, let count):
      "“\(path)” has \(count) channels; one or two can be mastered, and none is dropped silently."
    case .rateOutOfRange(let path, let sampleRate):
      "“\(path)” has a sample rate of \(sampleRate) Hz; 8000 to 384000 Hz can be processed."
    case .noLoudness(let path):
      """
      “\(path)” has no loudness to bring to a target: it is silent, below −70 LUFS or shorter \
      than 400 ms.
      """
    case .notFinite(let path, let frame, let sampleRate):
      """
      “\(path)” holds a sample that is not a finite number at \
      \(timestamp(seconds: Double(frame) / Double(sampleRate))) (frame \(frame)).
      """
    case .tooHot(let path, let amplitude, let frame, let sampleRate):
      """
      “\(path)” holds a sample of \(Self.level(amplitude)) dBFS at \
      \(timestamp(seconds: Double(frame) / Double(sampleRate))) (frame \(frame)), which is no sound; \
      +120 dBFS is the most that is taken.
      """
    case .endsEarly(let path, let frames, let expected):
      "“\(path)” ends early: it promises \(expected) frames and holds \(frames)."
    case .unknownExtension(let path):
      """
      The extension of “\(path)” does not say what to write; use \
      \(AudioFormat.Container.extensionList).
      """
    case .noWordLength(let path):
      "“\(path)” would be a lossy file, which has no word length; leave --bits out."
    case .noFloat(let path): "“\(path)” would be FLAC, which holds no floating point."
    case .cannotHold(let path, let format):
      """
      “\(path)” cannot be written as \(format.container.name), \(format.encoding.name), at \
      \(format.sampleRate) Hz with \(format.channelCount) \
      \(format.channelCount == 1 ? "channel" : "channels").
      """
    case .tooLong(let path, let container):
      "“\(path)” would pass the 4 GiB that \(container.name) can hold; write wav or flac instead."
    case .isInput(let path): "“\(path)” is the input itself, which is never overwritten."
    case .unwritable(let path, let reason): "“\(path)” cannot be written: \(reason)."
    case .writeFailed(let path, let reason):
      "Writing “\(path)” failed, and nothing was left behind: \(reason)."
    }
  }

  private static func level(_ amplitude: Float) -> String {
    String(format: "%+.0f", decibels(amplitude: Double(amplitude)))
  }

  /// Whether the command line asks for what no file could satisfy.
  public var isUsage: Bool {
    switch self {
    case .unknownExtension, .noWordLength, .noFloat, .isInput: true
    default: false
    }
  }
}
