import Foundation
import Support
import Testing

/// A server of JACK of a test's own, without a sound card, and a plugin in jalv that it serves.
final class JackServer {
  /// The name by which clients find it: no other server's.
  let name = "auralmind-\(UInt32.random(in: 0 ... .max))"

  private let mix: HostedMix
  private var processes: [Process] = []
  private var plugin: FileHandle?

  /// Starts the server at the rate of the mix.
  init(_ mix: HostedMix, periodFrames: Int) throws {
    self.mix = mix
    // Synchronous, and patient: a period ends when every client has done its work.
    try start(
      "jackd",
      [
        "-S", "-r", "-t", "10000", "-n", name, "-d", "dummy", "-r", "\(HostedMix.rate)",
        "-p", "\(periodFrames)", "-C", "2", "-P", "2",
      ])
    try wait(for: "system:playback_1")
  }

  deinit {
    // jalv ends with its input.
    try? plugin?.close()
    for process in processes.reversed() {
      process.terminate()
      // One that does not heed that would be waited for without end.
      for _ in 0..<600 where process.isRunning { usleep(50_000) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
  }

  /// Starts jalv with those arguments behind its own, and waits until its ports are there.
  func startJalv(_ arguments: [String]) throws {
    let pipe = Pipe()
    plugin = pipe.fileHandleForWriting
    try start("jalv", ["-n", "jalv"] + arguments, input: pipe)
    try wait(for: "jalv:out_r")
  }

  /// What JACK's program tells of all ports.
  func ports(_ options: String...) throws -> String {
    try Command("jack_lsp", options, environment: environment).output
  }

  private var environment: [String: String] {
    mix.environment.merging([
      "JACK_DEFAULT_SERVER": name, "JACK_NO_AUDIO_RESERVATION": "1", "JACK_NO_START_SERVER": "1",
    ]) { $1 }
  }

  private func start(_ program: String, _ arguments: [String], input: Any? = nil) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(program)")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = mix.folder
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    processes.append(process)
  }

  private func wait(for port: String) throws {
    for _ in 0..<600 {
      if try ports().contains("\(port)\n") { return }
      usleep(50_000)
    }
    throw ShippedBundle.Missing(description: "JACK has no port \(port)")
  }
}
