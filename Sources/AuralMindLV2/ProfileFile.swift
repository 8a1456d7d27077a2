import AuralMind
import CPOSIX

/// Reads the bytes of a profile from a file, with limits that hold whatever is at the path.
enum ProfileFile {
  /// The longest file that is read, in bytes.
  static let byteLimit = Profile.maximumTextBytes

  /// Why a file is not read.
  enum Fault: Error {
    case missing, irregular, tooLong, unreadable

    /// The end of a sentence that begins with the path.
    var reason: StaticString {
      switch self {
      case .missing: "cannot be opened"
      case .irregular: "is not a regular file"
      case .tooLong: "is longer than 1 MiB"
      case .unreadable: "cannot be read"
      }
    }
  }

  /// The bytes of the regular file at `path`, which has no closing zero.
  static func bytes(at path: [UInt8]) throws(Fault) -> [UInt8] {
    let file = unsafe open_for_reading(cText(path))
    guard file >= 0 else { throw .missing }
    defer { close(file) }
    let length = regular_file_length(file)
    guard length >= 0 else { throw .irregular }
    guard length <= byteLimit else { throw .tooLong }
    // One byte more than the file had a moment ago, so that one that grows is seen to.
    var bytes = [UInt8](repeating: 0, count: Int(length) + 1)
    var count = 0
    while count < bytes.count {
      let read = unsafe bytes.withUnsafeMutableBytes {
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: $0[count...])
        return unsafe read_some(file, room.baseAddress, room.count)
      }
      guard read >= 0 else { throw .unreadable }
      if read == 0 { break }
      count += Int(read)
    }
    guard count <= Int(length) else { throw .unreadable }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
