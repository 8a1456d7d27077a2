public import AuralDSP
import CSndfile
import Foundation

/// The number of frames that are read at once: long enough to be cheap, short enough for a cache.
let blockFrames = 4_096

/// An audio file that is open for reading, as stereo frames.
///
/// A mono file reads the same on both sides. Samples are converted by libsndfile: whole numbers
/// are divided by their full scale, so 16 and 24 bits come through exactly.
public struct AudioFile: ~Copyable {
  /// The path the file was opened by.
  public let path: String

  /// What the file holds.
  public let format: AudioFormat

  /// The length the file promises, in frames.
  public let frameCount: Int

  /// What the file says of itself.
  let notes: FileNotes

  private let handle: OpaquePointer
  private var position = 0

  /// Opens a file of one or two channels at a rate that can be processed.
  public init(path: String) throws(AudioFileError) {
    let status = try FileStatus(existing: path)
    if status.isFolder { throw .isFolder(path: path) }
    guard status.isRegular else { throw .notRegular(path: path) }
    guard access(path, R_OK) == 0 else {
      throw .unreadable(path: path, reason: systemError(errno))
    }
    var info = SF_INFO()
    guard let handle = sf_open(path, Int32(SFM_READ), &info) else {
      throw .notAudio(path: path, reason: sndfileError(nil))
    }
    let format = AudioFormat(info)
    let objection = Self.objection(path: path, format: format, frames: Int(info.frames))
    if let error = objection ?? Self.truncation(path: path, handle, frames: Int(info.frames)) {
      sf_close(handle)
      throw error
    }
    self.path = path
    self.format = format
    notes = FileNotes(handle)
    self.handle = handle
    frameCount = Int(info.frames)
  }

  deinit {
    sf_close(handle)
  }

  /// The length the file promises, in seconds.
  public var seconds: Double { Double(frameCount) / Double(format.sampleRate) }

  /// Fills `block` with the next frames, at most `blockFrames`; false, and none, at the end.
  ///
  /// Throws at a sample that is not finite, and where a file ends before its promised length.
  public mutating func read(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
    if block.count < blockFrames {
      block.append(contentsOf: repeatElement(.zero, count: blockFrames - block.count))
    }
    let isMono = format.channelCount == 1
    let handle = handle
    let count = block.withUnsafeMutableBytes { bytes in
      let samples = bytes.bindMemory(to: Float.self)
      guard let base = samples.baseAddress else { return 0 }
      let count = Int(sf_readf_float(handle, base, sf_count_t(blockFrames)))
      if isMono {
        // From the end, so that no sample is overwritten before it is read.
        for i in stride(from: count - 1, through: 0, by: -1) {
          let sample = samples[i]
          samples[2 * i] = sample
          samples[2 * i + 1] = sample
        }
      }
      return count
    }
    block.removeLast(block.count - count)
    if sf_error(handle) != 0 { throw .unreadable(path: path, reason: sndfileError(handle)) }
    for (i, frame) in block.enumerated() where !frame.x.isFinite || !frame.y.isFinite {
      throw .notFinite(path: path, frame: position + i, sampleRate: format.sampleRate)
    }
    position += count
    // The length of a lossy file is an estimate in some containers.
    if count == 0, position < frameCount, format.encoding.isLinear {
      throw .endsEarly(path: path, frames: position, expected: frameCount)
    }
    return count > 0
  }

  /// Goes back to the first frame.
  public mutating func rewind() throws(AudioFileError) {
    position = 0
    guard sf_seek(handle, 0, Int32(SEEK_SET)) == 0 else {
      throw .unreadable(path: path, reason: "it cannot be read twice")
    }
  }

  private static func objection(
    path: String, format: AudioFormat, frames: Int
  ) -> AudioFileError? {
    if format.channelCount > 2 {
      return .tooManyChannels(path: path, count: format.channelCount)
    }
    if !(8_000...384_000).contains(format.sampleRate) {
      return .rateOutOfRange(path: path, sampleRate: format.sampleRate)
    }
    return frames == 0 ? .empty(path: path) : nil
  }

  private static func truncation(
    path: String, _ handle: OpaquePointer, frames: Int
  ) -> AudioFileError? {
    guard let chunk = DataChunk(handle) else { return nil }
    let promised = Int(Double(chunk.promisedBytes) / Double(chunk.heldBytes) * Double(frames))
    // Some programs count a byte of padding as audio.
    return promised > frames
      ? .endsEarly(path: path, frames: frames, expected: promised) : nil
  }
}

/// What libsndfile says went wrong, without its full stop.
func sndfileError(_ handle: OpaquePointer?) -> String {
  let text = String(cString: sf_strerror(handle))
  return text.trimmingCharacters(in: CharacterSet(charactersIn: ". \n"))
}

/// What the system says went wrong, in lower case as the end of a sentence.
func systemError(_ code: Int32) -> String {
  String(cString: strerror(code)).lowercased()
}
