import Foundation

/// What figures depend on: the processor, and the versions of what is measured beside ours.
struct Surroundings {
  private static let packages =
    Set(Contender.peers.map(\.package)).sorted() + ["ffmpeg", "valgrind"]

  /// A sentence.
  var text: String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "Measured on \(processor), \(cores) cores. Peers: \(versions)."
  }

  private var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    return name ?? "an unknown processor"
  }

  private var versions: String {
    let format = ["-W", "-f", "${Package} ${Version}\\n"]
    let found = try? ChildProcess("dpkg-query", format + Self.packages)
    let lines = found?.output.split(separator: "\n").filter { $0.contains(" ") } ?? []
    return lines.isEmpty ? "of unknown versions" : lines.joined(separator: ", ")
  }
}
