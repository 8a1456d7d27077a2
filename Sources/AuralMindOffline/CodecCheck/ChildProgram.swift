import Foundation
import Synchronization

/// A program that runs beside this one, without a shell; what it says of errors is kept.
final class ChildProgram: Sendable {
  private let process: Process
  private let errors = Mutex("")
  private let reading = DispatchGroup()

  /// Starts a program; without an input it has none.
  init(
    path: String, arguments: [String], input: Pipe?, output: Pipe
  ) throws(CodecCheckError) {
    process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = output
    let complaints = Pipe()
    process.standardError = complaints
    do {
      try process.run()
    } catch {
      throw .cannotRun(path: path, reason: "the system refuses to start it")
    }
    // Read as it comes, so that a talkative program does not wait for a reader.
    DispatchQueue.global().async(group: reading) { [self] in
      let text = (try? complaints.fileHandleForReading.readToEnd()) ?? Data()
      errors.withLock { $0 = String(decoding: text, as: UTF8.self) }
    }
  }

  /// Waits for the end: nil where the program did well, else its first word on what went wrong.
  func finish() -> String? {
    process.waitUntilExit()
    reading.wait()
    if process.terminationReason == .exit && process.terminationStatus == 0 { return nil }
    let lines = errors.withLock { $0 }.split(separator: "\n")
    return lines.first.map(Self.sentence) ?? "it ended with status \(process.terminationStatus)"
  }

  /// Ends the program, whatever it is doing.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  /// A message without the part of ffmpeg it comes from, whose address is another each time.
  private static func sentence(_ line: Substring) -> String {
    let text = line.replacing(#/^\[[^\]]*\]\s*/#, with: "")
    let first = text.prefix(while: { $0 != "." })
    return first.prefix(1).lowercased() + first.dropFirst()
  }
}
