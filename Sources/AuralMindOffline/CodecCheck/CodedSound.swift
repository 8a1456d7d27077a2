import AuralDSP
import Foundation

/// A file as it comes out of a lossy codec, streamed: one ffmpeg encodes, another decodes to floating
/// point, and no file lies between them.
///
/// When this program ends, however it does, both find their pipe broken and end too.
struct CodedSound: ~Copyable {
  /// Bytes that are read at once: what a pipe holds.
  private static let pieceBytes = 65_536

  private let coding: Coding
  private let channelCount: Int
  private let encoder: ChildProgram
  private let decoder: ChildProgram
  private let output: Pipe
  /// What came of a frame that is not whole yet.
  private var rest = Data()
  private var isAtEnd = false

  /// Starts to code the file at `path`, which has `format`.
  init(
    path: String, format: AudioFormat, coding: Coding, ffmpeg: FFmpeg
  ) throws(CodecCheckError) {
    let codec = coding.codec
    let link = Pipe()
    let output = Pipe()
    let encoder = try ChildProgram(
      path: ffmpeg.path,
      arguments: FFmpeg.manners + [
        // The protocol's name keeps a path with a colon or a hyphen ahead from meaning anything else.
        "-i", "file:\(path)", "-map", "0:a:0", "-map_metadata", "-1",
        "-ar", "\(codec.codedRate(format.sampleRate))",
        "-c:a", codec.encoder, "-b:a", "\(coding.bitrate)k", "-f", codec.container, "pipe:1",
      ], input: nil, output: link)
    let decoder: ChildProgram
    do throws(CodecCheckError) {
      decoder = try ChildProgram(
        path: ffmpeg.path,
        arguments: FFmpeg.manners + [
          "-f", codec.demuxer, "-c:a", codec.decoder, "-i", "pipe:0",
          "-ac", "\(format.channelCount)", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
        ], input: link, output: output)
    } catch {
      encoder.stop()
      throw error
    }
    self.coding = coding
    channelCount = format.channelCount
    self.encoder = encoder
    self.decoder = decoder
    self.output = output
  }

  deinit {
    guard !isAtEnd else { return }
    encoder.stop()
    decoder.stop()
  }

  /// Fills `block` with the next frames; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) throws(CodecCheckError) -> Bool {
    block.removeAll(keepingCapacity: true)
    let frameBytes = channelCount * MemoryLayout<Float>.size
    while block.isEmpty && !isAtEnd {
      guard let bytes = try? output.fileHandleForReading.read(upToCount: Self.pieceBytes),
        !bytes.isEmpty
      else {
        try end()
        break
      }
      rest.append(bytes)
      let count = rest.count / frameBytes
      append(count, to: &block)
      rest.removeFirst(count * frameBytes)
    }
    return !block.isEmpty
  }

  /// Appends whole frames from the front of what was read.
  private func append(_ count: Int, to block: inout [Frame]) {
    rest.withUnsafeBytes { bytes in
      for i in 0..<count {
        let left = bytes.loadUnaligned(fromByteOffset: 4 * channelCount * i, as: Float.self)
        let right = bytes.loadUnaligned(
          fromByteOffset: 4 * (channelCount * i + channelCount - 1), as: Float.self)
        block.append(Frame(left, right))
      }
    }
  }

  private mutating func end() throws(CodecCheckError) {
    isAtEnd = true
    // Of two that failed the decoder had nothing to decode.
    let failures = (encoder.finish(), decoder.finish())
    if let reason = failures.0 ?? failures.1 {
      throw .codingFailed(coding: coding, reason: reason)
    }
  }
}
