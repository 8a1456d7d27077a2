import CSndfile
import Foundation

/// The audio an open file promises in its header, where the file is shorter than it says.
///
/// libsndfile quietly reads what there is; only its log tells of a file that was cut off. Understood
/// are its logs of WAV, AIFF, AU, W64 and RF64.
struct DataChunk: Equatable {
  /// The bytes the header promises.
  let promisedBytes: Int

  /// The bytes there are; nil where the log tells this of the whole file only.
  let heldBytes: Int?

  /// Lengths from here on mean that a program wrote to a pipe and could not know.
  ///
  /// `ffmpeg` writes 0xFFFFFFFF, `sox` just under 0x7FFFFFFF. W64 and RF64, whose lengths may be
  /// greater, have a limit of their own.
  private static let unknownBytes = 0x7FFF_0000
  private static let unknownWideBytes = 1 << 56

  /// What stands before the samples in the chunk of an AIFF file: offset and block size, in bytes.
  private static let aiffHeaderBytes = 8

  /// The header of a chunk in W64, which its length includes, in bytes (Sony, “Wave64”, 2003).
  private static let wave64HeaderBytes = 24

  /// Reads the log of an open file; nil where the file holds all that it promises.
  init?(_ handle: OpaquePointer) {
    var log = [CChar](repeating: 0, count: 8_192)
    let length = Int(sf_command(handle, Int32(SFC_GET_LOG_INFO), &log, Int32(log.count)))
    let bytes = log.prefix(min(max(length, 0), log.count)).map(UInt8.init(bitPattern:))
    self.init(log: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads a line such as `data : 576000 (should be 345582)`, or two such as
  /// `Riff size : 576106 (should be 299992)` and `Data size : 576000`.
  init?(log: String) {
    var isWholeShort = false
    var headerBytes = 0
    for line in log.split(separator: "\n") {
      let words = line.split { " \t:()".contains($0) }.map(String.init)
      let numbers = words.compactMap { Int($0) }
      guard let promised = numbers.first, let end = words.firstIndex(of: "\(promised)") else {
        continue
      }
      let name = words[..<end].joined(separator: " ")
      let isShort = words.contains("should") && numbers.count == 2 && numbers[1] < promised
      switch name {
      case "data" where isShort, "Data Size" where isShort, "SSND" where isShort:
        guard promised < Self.unknownBytes else { continue }
        let header = name == "SSND" ? Self.aiffHeaderBytes : 0
        promisedBytes = promised - header
        heldBytes = max(numbers[1] - header, 0)
        return
      case "riff" where isShort, "Riff size" where isShort:
        isWholeShort = promised < Self.unknownWideBytes
        headerBytes = name == "riff" ? Self.wave64HeaderBytes : 0
      case "data" where isWholeShort, "Data size" where isWholeShort:
        guard promised > headerBytes, promised < Self.unknownWideBytes else { continue }
        promisedBytes = promised - headerBytes
        heldBytes = nil
        return
      default: continue
      }
    }
    return nil
  }

  /// The frames the header promises of a file that holds `held` frames; `held` where nobody can tell.
  func promisedFrames(of format: AudioFormat, held: Int) -> Int {
    // By the size of a frame, so that a byte of padding some programs count as audio is none, and
    // one that a last frame lacks is noticed.
    if let bytesPerSample = format.encoding.bytesPerSample {
      return promisedBytes / (bytesPerSample * format.channelCount)
    }
    guard let heldBytes, heldBytes > 0 else { return held }
    let promised = Double(held) * Double(promisedBytes) / Double(heldBytes)
    return Int(exactly: promised.rounded(.down)) ?? held
  }
}
