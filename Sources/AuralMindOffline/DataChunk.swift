import CSndfile
import Foundation

/// The audio an open WAV or AIFF file promises in its header, where it holds less.
///
/// libsndfile quietly reads what there is; only its log tells of a file that was cut off.
struct DataChunk: Equatable {
  /// The bytes the header promises.
  let promisedBytes: Int

  /// The bytes there are.
  let heldBytes: Int

  /// Lengths from here on mean that a program wrote to a pipe and could not know: `ffmpeg` writes
  /// 0xFFFFFFFF, `sox` just under 0x7FFFFFFF.
  private static let unknownBytes = 0x7FFF_0000

  /// Reads the log of an open file; nil where the file holds all that it promises.
  init?(_ handle: OpaquePointer) {
    var log = [CChar](repeating: 0, count: 8_192)
    let length = sf_command(handle, Int32(SFC_GET_LOG_INFO), &log, Int32(log.count))
    self.init(
      log: String(decoding: log.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// Reads a line such as `data : 576000 (should be 345582)`.
  init?(log: String) {
    for line in log.split(separator: "\n") {
      let words = line.split(whereSeparator: { " :()".contains($0) })
      guard words.count == 5, ["data", "SSND"].contains(words[0]), words[2] == "should",
        let promised = Int(words[1]), let held = Int(words[4]), held < promised,
        promised < Self.unknownBytes
      else { continue }
      promisedBytes = promised
      heldBytes = held
      return
    }
    return nil
  }
}
