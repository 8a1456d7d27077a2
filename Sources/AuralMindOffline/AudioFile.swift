public import AuralDSP
import CSndfile
import Foundation

/// The number of frames that are read at once: long enough to be cheap, short enough for a cache.
let blockFrames = 4_096

/// An audio file that is open for reading, as stereo frames.
///
/// A mono file reads the same on both sides. Samples are converted by libsndfile: whole numbers
/// are divided by their full scale, so 16 and 24 bits come through exactly. Where another sample rate
/// is asked for, everything told of the file is what it would be at that rate.
public struct AudioFile: ~Copyable {
  /// The path the file was opened by.
  public let path: String

  /// The sample rates that can be processed, in Hz.
  public static let sampleRates = 8_000...384_000

  /// What the file holds.
  public let format: AudioFormat

  /// The length in frames: what the file promises, or what was counted where it promises nothing.
  public let frameCount: Int

  /// What the file says of itself.
  let notes: FileNotes

  private let handle: OpaquePointer
  /// What the file holds as it is stored, and its length in frames.
  private let stored: (format: AudioFormat, frameCount: Int)
  /// The place in the file, in frames as they are stored.
  private var position = 0
  /// The place in what is given, in frames.
  private var givenFrames = 0
  private var converter: SampleRateConverter?
  private var converted: [Frame] = []

  /// Lengths from here on, in frames, are no promise: libsndfile gives 2^63 - 1 for FLAC from a pipe and
  /// for an Ogg file that was cut off, and no recording lasts 90 years at 384 kHz.
  private static let unknownFrames = 1 << 50

  /// The loudest sample that is taken for sound: 120 dB over full scale.
  ///
  /// The chain holds what is
  /// beyond at this, so a file with such a sample would not come out as it went in.
  private static let highestSample: Float = 1e6

  /// Opens a file of one or two channels at a rate that can be processed.
  ///
  /// Read at `sampleRate`, in Hz, where that is given; else at its own.
  public init(path: String, sampleRate: Int? = nil) throws(AudioFileError) {
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
    let frameCount: Int
    do throws(AudioFileError) {
      frameCount = try Self.length(
        handle, path: path, format: format, promised: Int(info.frames))
    } catch {
      sf_close(handle)
      throw error
    }
    self.path = path
    stored = (format, frameCount)
    var given = format
    given.sampleRate = sampleRate ?? format.sampleRate
    self.format = given
    let ratio = Double(given.sampleRate) / Double(format.sampleRate)
    self.frameCount = max(1, Int((Double(frameCount) * ratio).rounded()))
    notes = FileNotes(handle).converted(by: ratio)
    self.handle = handle
    converter = newConverter()
  }

  deinit {
    sf_close(handle)
  }

  /// The length, in seconds.
  public var seconds: Double { Double(frameCount) / Double(format.sampleRate) }

  /// Fills `block` with the next frames, at most `blockFrames`; false, and none, at the end.
  ///
  /// Throws at a sample that is not finite or absurdly loud, and where a file ends before its promised
  /// length.
  public mutating func read(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
    guard let converter else { return try readStored(&block) }
    while converted.count < min(blockFrames, frameCount - givenFrames) {
      if try readStored(&block) {
        converter.convert(block, appendingTo: &converted)
      } else {
        converter.finish(appendingTo: &converted)
        // Rounding may leave the last frame out.
        let missing = frameCount - givenFrames - converted.count
        if missing > 0 { converted.append(contentsOf: repeatElement(.zero, count: missing)) }
      }
    }
    let count = min(blockFrames, frameCount - givenFrames)
    block.removeAll(keepingCapacity: true)
    block.append(contentsOf: converted[..<count])
    converted.removeFirst(count)
    givenFrames += count
    return count > 0
  }

  /// Fills `block` with the next frames as they are stored.
  private mutating func readStored(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
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
    try check(block)
    position += count
    // The length of a lossy file is an estimate in some containers.
    if count == 0, position < stored.frameCount, format.encoding.isLinear {
      throw .endsEarly(path: path, frames: position, expected: stored.frameCount)
    }
    return count > 0
  }

  /// Throws at the first sample of a block that is no sound.
  private func check(_ block: [Frame]) throws(AudioFileError) {
    let peaks = greatestMagnitudes(of: block.span, in: block.indices)
    // Not a number is not below the highest sample either; the greater of two would not show it.
    if peaks.x <= Self.highestSample, peaks.y <= Self.highestSample { return }
    for (i, frame) in block.enumerated() {
      let peak = max(abs(frame.x), abs(frame.y))
      guard frame.x.isFinite, frame.y.isFinite else {
        throw .notFinite(path: path, frame: position + i, sampleRate: stored.format.sampleRate)
      }
      guard peak <= Self.highestSample else {
        throw .tooHot(
          path: path, amplitude: peak, frame: position + i, sampleRate: stored.format.sampleRate)
      }
    }
  }

  /// Goes back to the first frame.
  public mutating func rewind() throws(AudioFileError) {
    position = 0
    givenFrames = 0
    converted.removeAll(keepingCapacity: true)
    converter = newConverter()
    guard sf_seek(handle, 0, Int32(SEEK_SET)) == 0 else {
      throw .unreadable(path: path, reason: "it cannot be read twice")
    }
  }

  private func newConverter() -> SampleRateConverter? {
    format.sampleRate == stored.format.sampleRate
      ? nil : SampleRateConverter(from: stored.format.sampleRate, to: format.sampleRate)
  }

  /// The length of a file that stands at its first frame, in frames; counted where it is not known.
  private static func length(
    _ handle: OpaquePointer, path: String, format: AudioFormat, promised: Int
  ) throws(AudioFileError) -> Int {
    if format.channelCount > 2 {
      throw .tooManyChannels(path: path, count: format.channelCount)
    }
    if !sampleRates.contains(format.sampleRate) {
      throw .rateOutOfRange(path: path, sampleRate: format.sampleRate)
    }
    let isKnown = (0..<unknownFrames).contains(promised)
    let held = isKnown ? promised : try count(handle, path: path, format: format)
    if held == 0 { throw .empty(path: path) }
    let expected = DataChunk(handle)?.promisedFrames(of: format, held: held) ?? held
    if expected > held { throw .endsEarly(path: path, frames: held, expected: expected) }
    return held
  }

  private static func count(
    _ handle: OpaquePointer, path: String, format: AudioFormat
  ) throws(AudioFileError) -> Int {
    var samples = [Float](repeating: 0, count: blockFrames * format.channelCount)
    var total = 0
    while true {
      let count = Int(sf_readf_float(handle, &samples, sf_count_t(blockFrames)))
      if sf_error(handle) != 0 { throw .unreadable(path: path, reason: sndfileError(handle)) }
      if count <= 0 { break }
      total += count
    }
    guard sf_seek(handle, 0, Int32(SEEK_SET)) == 0 else {
      throw .unreadable(path: path, reason: "it cannot be read twice")
    }
    return total
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
