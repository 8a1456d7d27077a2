import Foundation

/// A program that has run to its end, and what it took.
struct ChildProcess {
  /// 0 to 255, or 128 and the signal that ended it.
  let status: Int32
  /// What it printed.
  let output: String
  /// What it printed on standard error.
  let errors: String
  /// On the wall.
  let seconds: Double
  /// Of processor time.
  let processorSeconds: Double
  /// At its greatest, in bytes.
  let memoryBytes: Double

  /// Runs a program, found by its path or in PATH, and waits for it.
  init(_ program: String, _ arguments: [String]) throws(BenchFault) {
    let files = (PrintedFile(), PrintedFile())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files.0.path, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.1.path, O_WRONLY | O_CREAT, 0o600)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }

    let start = Clock.wallSeconds
    var child: pid_t = 0
    guard posix_spawnp(&child, program, &actions, nil, &words, environ) == 0 else {
      throw .notInstalled(program)
    }
    let memory = MemoryWatch(child)
    var exit: Int32 = 0
    var usage = rusage()
    while wait4(child, &exit, 0, &usage) < 0 && errno == EINTR {}
    seconds = Clock.wallSeconds - start
    // The status in the second byte, or the signal in the first.
    status = exit & 0x7F == 0 ? (exit >> 8) & 0xFF : 128 + exit & 0x7F
    processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    memoryBytes = memory.finish()
    output = files.0.takeText()
    errors = files.1.takeText()
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + 1e-6 * Double(time.tv_usec)
  }
}
