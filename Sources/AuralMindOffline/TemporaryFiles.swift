import Dispatch
import Foundation
import Synchronization

/// The files that exist only while work is under way: removed when it fails or is interrupted.
public enum TemporaryFiles {
  private static let paths = Mutex<Set<String>>([])

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
  static func create(
    beside destination: String, permissions: mode_t
  ) throws(POSIXFailure) -> (descriptor: Int32, path: String) {
    let path = newPath(beside: destination)
    let result = paths.withLock { paths -> Result<Int32, POSIXFailure> in
      let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, permissions)
      guard descriptor >= 0 else { return .failure(POSIXFailure(code: errno)) }
      paths.insert(path)
      return .success(descriptor)
    }
    return (try result.get(), path)
  }

  /// Creates an empty folder beside `destination` and returns its path.
  static func createFolder(beside destination: String) throws(POSIXFailure) -> String {
    let path = newPath(beside: destination)
    let code = paths.withLock { paths -> Int32 in
      guard mkdir(path, 0o777) == 0 else { return errno }
      paths.insert(path)
      return 0
    }
    if code != 0 { throw POSIXFailure(code: code) }
    return path
  }

  private static func newPath(beside destination: String) -> String {
    let folder = URL(fileURLWithPath: destination).deletingLastPathComponent().path
    let name = ".auralmind-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).part"
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// Gives a temporary file its final name, in place of any file that has it; a folder, where there is
  /// none but an empty one.
  static func commit(_ path: String, to destination: String) throws(POSIXFailure) {
    let code = paths.withLock { paths -> Int32 in
      guard rename(path, destination) == 0 else { return errno }
      paths.remove(path)
      return 0
    }
    if code != 0 { throw POSIXFailure(code: code) }
  }

  /// Removes a temporary file that was not committed, or a folder with what is in it.
  static func discard(_ path: String) {
    paths.withLock { paths in
      if paths.remove(path) != nil { remove(path) }
    }
  }

  private static func remove(_ path: String) {
    if unlink(path) != 0, errno == EISDIR { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func end(by number: Int32) {
    paths.withLock { paths in
      for path in paths { remove(path) }
      // The lock is kept: nothing may create or rename a file any more.
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
