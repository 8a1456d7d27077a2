public import Foundation

/// A program that a test runs, and what came of it.
public struct Command {
  /// The exit status; 128 plus the signal's number where one ended the program.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String

  /// A program that runs longer stands still: all of a deep check takes half of it on two cores.
  private static let patience = DispatchTimeInterval.seconds(1_200)

  /// Runs the program `name`, found on `PATH` or by its own path, to its end.
  ///
  /// One that stands still is killed: a test that says so is worth more than one that never ends.
  public init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:],
    in folder: URL? = nil
  ) throws {
    let process = Process()
    process.executableURL = try Self.executable(name)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop a program that nobody reads.
    let result = try ShippedBundle.withScratchFolder { scratch in
      let files = ["output", "errors"].map { scratch.appending(path: $0) }
      for file in files { try Data().write(to: file) }
      process.standardOutput = try FileHandle(forWritingTo: files[0])
      process.standardError = try FileHandle(forWritingTo: files[1])
      let end = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in end.signal() }
      try process.run()
      if end.wait(timeout: .now() + Self.patience) == .timedOut {
        kill(process.processIdentifier, SIGKILL)
        throw ShippedBundle.Missing(
          description: "\(name) stands still: \(([name] + arguments).joined(separator: " "))")
      }
      return try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    status = process.terminationStatus + (isSignal ? 128 : 0)
    output = result[0]
    errors = result[1]
  }

  /// Both texts, for the log of a failed test.
  public var log: String { "status \(status)\n\(output)\(errors)" }

  private static func executable(_ name: String) throws -> URL {
    if name.contains("/") { return URL(filePath: name) }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    for folder in folders {
      let file = URL(filePath: String(folder)).appending(path: name)
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    throw ShippedBundle.Missing(
      description: "the program \(name) is not installed: run `make check-deps` first")
  }
}
