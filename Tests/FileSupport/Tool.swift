public import Foundation

/// The built command-line tool, run as a user runs it.
public struct Tool {
  /// What a run left behind.
  public struct Result {
    /// The exit status; the signal where `wasKilled`.
    public let status: Int32
    /// Whether a signal ended the run.
    public let wasKilled: Bool
    /// Standard output.
    public let output: String
    /// Standard error.
    public let error: String

    /// Standard output read as JSON.
    public var json: Any? {
      try? JSONSerialization.jsonObject(with: Data(output.utf8))
    }

    /// Standard output read as a JSON object.
    public var object: [String: Any] { json as? [String: Any] ?? [:] }

    /// Standard output read as a JSON list of objects.
    public var list: [[String: Any]] { json as? [[String: Any]] ?? [] }
  }

  /// Where the tool is: the test program's own folder holds every product of the build.
  public static var path: String {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let arguments = [program ?? ""] + CommandLine.arguments
    let folders = arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    return folders.map { "\($0)/auralmind" }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "auralmind"
  }

  /// Runs the tool to its end.
  public static func run(_ arguments: String...) throws -> Result {
    try finish(try start(path, arguments))
  }

  /// Runs a shell command in which `$TOOL` is the tool.
  public static func shell(_ command: String) throws -> Result {
    try finish(try start("/bin/bash", ["-c", command]))
  }

  /// Starts the tool and does not wait for it.
  public static func begin(_ arguments: String...) throws -> Process {
    try start(path, arguments)
  }

  /// Waits for a process and collects what it wrote.
  public static func finish(_ process: Process) throws -> Result {
    // Errors are one sentence and fit into the pipe, so the order of reading does not matter.
    let output = (process.standardOutput as? Pipe)?.fileHandleForReading.readDataToEndOfFile()
    let error = (process.standardError as? Pipe)?.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: output ?? Data(), as: UTF8.self),
      error: String(decoding: error ?? Data(), as: UTF8.self))
  }

  private static func start(_ program: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TOOL": path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Pipe()
    process.standardError = Pipe()
    try process.run()
    return process
  }
}
