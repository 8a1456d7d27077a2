import Foundation

/// What the system knows of a path, links followed.
struct FileStatus {
  private let status: stat

  /// Looks `path` up; nil where nothing is there.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  /// Looks up what must be there.
  init(existing path: String) throws(AudioFileError) {
    guard let status = FileStatus(path: path) else {
      let code = errno
      throw code == ENOENT
        ? .missing(path: path) : .unreadable(path: path, reason: systemError(code))
    }
    self = status
  }

  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }

  var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }

  /// The permissions, as `chmod` takes them.
  var permissions: mode_t { status.st_mode & 0o777 }

  /// Whether both are one file, by whatever names.
  func isSameFile(as other: FileStatus) -> Bool {
    status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
  }
}
