import CPOSIX
import Dispatch
import Foundation
import Synchronization

/// The files and folders that exist only while work is under way: removed when it fails or is
/// interrupted, as the programs that write them are ended.
public enum TemporaryFiles {
  /// How the system names open files of this process that have no name.
  private static let namelessPrefix = "/proc/self/fd/"

  private static let paths = Mutex<Set<String>>([])
  private static let folders = Mutex<Set<String>>([])
  private static let programs = Mutex<Set<pid_t>>([])

  /// Removes every temporary file and ends the process when a signal asks it to.
  ///
  /// The signals are SIGINT, SIGTERM and, unless the process was started to outlive its terminal,
  /// SIGHUP; the process ends by the same signal, so that a shell sees why. A file size limit and
  /// a reader that went away become errors of the call instead of signals.
  public static func removeOnInterruption() {
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    var handled = [SIGINT, SIGTERM]
    var hangUp = sigaction()
    sigaction(SIGHUP, nil, &hangUp)
    if !isIgnored(hangUp) { handled.append(SIGHUP) }
    for number in handled {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        end(by: number)
        // Named here, the source lives as long as its handler.
        source.cancel()
      }
      source.resume()
    }
  }

  /// Creates an empty file beside `destination` and returns its descriptor and path.
  ///
  /// Where the file system can, the file has no name before it is committed, so that even a process
  /// that is killed leaves nothing behind; its path is good in this process, while it is open.
  static func create(
    beside destination: String, permissions: mode_t
  ) throws(POSIXFailure) -> (descriptor: Int32, path: String) {
    let nameless = open_nameless(Self.folder(of: destination), permissions)
    if nameless >= 0 {
      let path = "\(namelessPrefix)\(nameless)"
      if access(path, F_OK) == 0 { return (nameless, path) }
      close(nameless)
    }
    let path = path(beside: destination)
    let result = paths.withLock { paths -> Result<Int32, POSIXFailure> in
      let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, permissions)
      guard descriptor >= 0 else { return .failure(POSIXFailure(code: errno)) }
      paths.insert(path)
      return .success(descriptor)
    }
    return (try result.get(), path)
  }

  /// Creates an empty folder beside `destination` and returns its path; it goes away with all it holds.
  static func createFolder(beside destination: String) throws(POSIXFailure) -> String {
    let path = path(beside: destination)
    let code = paths.withLock { paths -> Int32 in
      guard mkdir(path, 0o777) == 0 else { return errno }
      paths.insert(path)
      return 0
    }
    if code != 0 { throw POSIXFailure(code: code) }
    return path
  }

  /// Gives a temporary file its final name, in place of any file that has it; or a folder, in place of an
  /// empty one.
  static func commit(_ path: String, to destination: String) throws(POSIXFailure) {
    let code = paths.withLock { paths -> Int32 in
      if path.hasPrefix(namelessPrefix) { return name(path, destination) }
      guard rename(path, destination) == 0 else { return errno }
      paths.remove(path)
      return 0
    }
    if code != 0 { throw POSIXFailure(code: code) }
  }

  /// Gives a nameless file its name, and returns why not, or 0.
  private static func name(_ path: String, _ destination: String) -> Int32 {
    guard linkat(AT_FDCWD, path, AT_FDCWD, destination, AT_SYMLINK_FOLLOW) != 0 else { return 0 }
    guard errno == EEXIST else { return errno }
    // Only a file with a name can take the place of another one.
    let named = Self.path(beside: destination)
    guard linkat(AT_FDCWD, path, AT_FDCWD, named, AT_SYMLINK_FOLLOW) == 0 else { return errno }
    guard rename(named, destination) == 0 else {
      let code = errno
      unlink(named)
      return code
    }
    return 0
  }

  /// Removes a temporary file or folder that was not committed.
  static func discard(_ path: String) {
    paths.withLock { paths in
      if paths.remove(path) != nil { remove(path) }
    }
  }

  /// A name beside `destination` that nothing else has.
  private static func path(beside destination: String) -> String {
    let folder = folder(of: destination)
    let name = ".auralmind-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).part"
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  private static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private static func remove(_ path: String) {
    guard unlink(path) != 0, errno == EISDIR else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Creates an empty folder in `parent` that nobody else may read, and returns its path.
  static func createFolder(in parent: String) throws(POSIXFailure) -> String {
    let result = folders.withLock { folders -> Result<String, POSIXFailure> in
      var template = Array("\(parent)/auralmind-XXXXXX".utf8CString)
      guard let made = mkdtemp(&template) else { return .failure(POSIXFailure(code: errno)) }
      let path = String(cString: made)
      folders.insert(path)
      return .success(path)
    }
    return try result.get()
  }

  /// Removes a temporary folder with all that is in it.
  static func discardFolder(_ path: String) {
    folders.withLock { folders in
      if folders.remove(path) != nil { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  /// Starts a program that writes temporary files, and returns once it has been taken note of.
  static func start(_ program: Process) throws {
    try programs.withLock { programs in
      try program.run()
      programs.insert(program.processIdentifier)
    }
  }

  /// Waits for a program that was started here.
  static func wait(for program: Process) {
    program.waitUntilExit()
    _ = programs.withLock { $0.remove(program.processIdentifier) }
  }

  /// Ends the programs, which inherit that signals are ignored, and waits until they write no more.
  private static func endPrograms(_ programs: Set<pid_t>) {
    for program in programs { kill(program, SIGKILL) }
    for program in programs {
      var information = siginfo_t()
      // Whoever started it reaps it.
      waitid(P_PID, id_t(program), &information, WEXITED | WNOWAIT)
    }
  }

  private static func end(by number: Int32) {
    // Every lock is kept: nothing may be started, created or renamed any more.
    programs.withLock { programs in
      endPrograms(programs)
      folders.withLock { folders in
        for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
        removeFiles(andEndBy: number)
      }
    }
  }

  private static func removeFiles(andEndBy number: Int32) {
    paths.withLock { paths in
      for path in paths { remove(path) }
      signal(number, SIG_DFL)
      // Threads of a dispatch queue are started with every signal blocked.
      var set = sigset_t()
      sigemptyset(&set)
      sigaddset(&set, number)
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      raise(number)
      _exit(128 + number)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// The error number of a failed system call.
struct POSIXFailure: Error {
  let code: Int32

  /// What the system says of it, in lower case as the end of a sentence.
  var reason: String { systemError(code) }
}
