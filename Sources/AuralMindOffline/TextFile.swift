import Foundation

/// Whether a file is text, as profiles and curves are, and not audio.
///
/// Audio has control characters before long; a few thousand bytes without any are text.
func isText(path: String) throws(AudioFileError) -> Bool {
  let status = try FileStatus(existing: path)
  if status.isFolder { throw .isFolder(path: path) }
  guard status.isRegular else { throw .notRegular(path: path) }
  guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 4_096)
  else { throw .unreadable(path: path, reason: systemError(errno)) }
  return !head.isEmpty && head.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
}
