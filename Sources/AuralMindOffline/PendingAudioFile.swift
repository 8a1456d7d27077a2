public import AuralDSP
import AuralMind
import CSndfile
import Foundation

/// An audio file that is being written beside its destination, and takes its name when whole.
///
/// A value that goes away without `finish` leaves nothing behind. Samples beyond the full scale of
/// whole numbers are clamped, never wrapped.
public struct PendingAudioFile: ~Copyable {
  private let destination: Destination
  private let output: OutputFormat
  private let handle: OpaquePointer
  private let descriptor: Int32

  private let temporaryPath: String
  private var isOpen = true
  private var integers: [Int32] = []
  private var floats: [Float] = []

  /// Starts a file for about `frameCount` frames.
  public init(
    _ destination: Destination, output: OutputFormat, frameCount: Int
  ) throws(AudioFileError) {
    let output = try Self.roomy(output, destination: destination, frameCount: frameCount)
    guard var info = output.format.sndfileInfo else {
      throw .cannotHold(path: destination.path, format: output.format)
    }
    let existing = FileStatus(path: destination.resolvedPath)
    let file: (descriptor: Int32, path: String)
    do {
      file = try TemporaryFiles.create(
        beside: destination.resolvedPath, permissions: existing?.permissions ?? 0o666)
    } catch {
      throw .unwritable(path: destination.path, reason: error.reason)
    }
    if let existing { fchmod(file.descriptor, existing.permissions) }
    guard let handle = sf_open_fd(file.descriptor, Int32(SFM_WRITE), &info, Int32(SF_FALSE)) else {
      let reason = sndfileError(nil)
      close(file.descriptor)
      TemporaryFiles.discard(file.path)
      throw .writeFailed(path: destination.path, reason: reason)
    }
    // The chunk holds the time of day: the same master would not be the same file.
    sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    // The best libsndfile's lossy codecs offer short of needless size: about 256 kbit/s Vorbis.
    var quality = 0.8
    sf_command(
      handle, Int32(SFC_SET_VBR_ENCODING_QUALITY), &quality, Int32(MemoryLayout<Double>.size))
    self.destination = destination
    self.output = output
    self.handle = handle
    descriptor = file.descriptor
    temporaryPath = file.path
  }

  deinit {
    guard isOpen else { return }
    sf_close(handle)
    close(descriptor)
    TemporaryFiles.discard(temporaryPath)
  }

  /// Takes over what another file says of itself; before any frames.
  func write(_ notes: FileNotes) {
    notes.write(to: handle)
  }

  /// Appends frames; a mono file takes the left side.
  public mutating func write(_ frames: [Frame]) throws(AudioFileError) {
    let isMono = output.format.channelCount == 1
    let count = frames.count * output.format.channelCount
    let written: Int
    switch output.format.encoding {
    case .integer(let bits):
      // A word of 20 bits lies in the upper part of one of 24.
      let held = output.dither.bits ?? bits
      let steps = StorageSteps(lastBit: held - 1)
      if integers.count < 2 * frames.count {
        integers = [Int32](repeating: 0, count: 2 * frames.count)
      }
      var words = integers.mutableSpan
      steps.write(frames.span, movedUpBy: 32 - held, to: &words)
      if isMono {
        for i in frames.indices { words[i] = words[2 * i] }
      }
      written = Int(sf_writef_int(handle, integers, sf_count_t(frames.count)))
    case .float, .vorbis, .opus, .mpegLayer3, .other:
      written = frames.withUnsafeBytes { bytes in
        let samples = bytes.assumingMemoryBound(to: Float.self)
        if !isMono {
          return Int(sf_writef_float(handle, samples.baseAddress, sf_count_t(frames.count)))
        }
        floats.removeAll(keepingCapacity: true)
        for i in 0..<count { floats.append(samples[2 * i]) }
        return Int(sf_writef_float(handle, floats, sf_count_t(frames.count)))
      }
    }
    guard written == frames.count, sf_error(handle) == 0 else {
      throw .writeFailed(path: destination.path, reason: failure())
    }
  }

  /// Ends the file; it still waits for its name.
  public consuming func finish() throws(AudioFileError) -> FinishedAudioFile {
    let isSound = sf_error(handle) == 0
    let reason = failure()
    isOpen = false
    let isClosed = sf_close(handle) == 0
    let file = FinishedAudioFile(
      destination: destination, temporaryPath: temporaryPath, descriptor: descriptor)
    guard isSound, isClosed else { throw .writeFailed(path: destination.path, reason: reason) }
    return file
  }

  private func failure() -> String {
    let code = errno
    return code == ENOSPC || code == EFBIG || code == EDQUOT
      ? systemError(code) : sndfileError(handle)
  }

  /// Turns a WAV file that would not fit into 4 GiB into RF64.
  private static func roomy(
    _ output: OutputFormat, destination: Destination, frameCount: Int
  ) throws(AudioFileError) -> OutputFormat {
    let bytesPerFrame =
      output.format.channelCount * (output.format.encoding.bytesPerSample ?? 0)
    let (bytes, isHuge) = frameCount.multipliedReportingOverflow(by: bytesPerFrame)
    guard let capacity = output.format.container.capacityBytes, isHuge || bytes > capacity else {
      return output
    }
    guard output.format.container == .wav || output.format.container == .wavex else {
      throw .tooLong(path: destination.path, container: output.format.container)
    }
    var large = output
    large.format.container = .rf64
    return large
  }
}
