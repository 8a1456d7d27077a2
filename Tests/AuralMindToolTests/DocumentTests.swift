import AuralMind
import Foundation
import Support
import Testing

@testable import AuralMindTool

/// What documents say holds: their links, latencies and options.
@Suite struct DocumentTests {
  @Test func `every link leads to a file, and to a heading where it names one`() throws {
    let documents = try Document.all()
    var count = 0
    for document in documents {
      let folder = URL(filePath: document.path, relativeTo: ShippedBundle.projectRoot)
        .deletingLastPathComponent()
      for link in document.lines.flatMap({ $0.matches(of: /\]\(([^)]+)\)/) }).map(\.1)
      where !link.hasPrefix("https://") {
        count += 1
        let parts = link.split(separator: "#", omittingEmptySubsequences: false)
        let file = parts[0].isEmpty ? document.path : folder.appending(path: parts[0]).relativePath
        let target = documents.first {
          URL(filePath: $0.path).standardized.path
            == URL(filePath: file).standardized.path
        }
        let isFile = FileManager.default.fileExists(
          atPath: ShippedBundle.projectRoot.appending(path: file).path)
        #expect(isFile, "\(document.path): \(link)")
        if parts.count == 2 {
          #expect(target?.anchors.contains(String(parts[1])) == true, "\(document.path): \(link)")
        }
      }
    }
    #expect(count > 40)
  }

  @Test func `the latencies of every phase are the chain's`() throws {
    let rows = try Document("docs/hosts.md").rows(under: "Latency and phase")
    let rates = [44_100, 48_000, 88_200, 96_000, 192_000] as [Double]
    let head = ["phase"] + rates.map { "\(written($0 / 1_000)) kHz" }
    #expect(rows.contains(head))
    let readme = try Document("README.md").lines.joined(separator: " ")
    for phase in PhaseMode.allCases {
      let frames = rates.map { latency(phase, sampleRate: $0) }
      let cells = zip(frames, rates).map { frames, rate in
        "\(frames) (\(String(format: "%.1f", Double(frames) * 1_000 / rate)) ms)"
      }
      #expect(rows.contains(["\(phase.name)"] + cells), "\(phase.name): \(cells)")
      #expect(readme.contains("\(frames[1]) ") && readme.contains("\(phase.name)".lowercased()))
    }
  }

  @Test func `every command that is told of has the options it is given`() throws {
    let root = try ToolDescription(of: RootCommand.self).command
    var count = 0
    for document in try Document.all() {
      for command in document.commands(of: ["auralmind"]) {
        let words = command.line.prefix { !"#>|".contains($0) }.split(separator: " ")
        let name = try #require(words.dropFirst().first)
        if name == "help" { continue }
        let known = try #require(
          root.shownCommands.first { $0.commandName == name },
          "\(document.path): \(command.line)")
        let options = (known.arguments ?? []).flatMap { $0.names ?? [] }.map(\.typed)
        for word in words where word.hasPrefix("--") {
          let option = word.prefix { $0 != "=" }
          #expect(options.contains(String(option)), "\(document.path): \(command.line)")
          count += 1
        }
      }
    }
    #expect(count > 80)
  }

  private func latency(_ phase: PhaseMode, sampleRate: Double) -> Int {
    var chain = MasteringChain(sampleRate: sampleRate)
    chain.settings.phase = phase
    chain.restart()
    return chain.latencyFrames
  }
}
