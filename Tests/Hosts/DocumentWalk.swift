import Foundation
import Support
import Testing

/// Whoever types what the documents say gets what they say.
@Suite struct DocumentWalk {
  private static let programs = ["auralmind", "lv2file", "lv2apply", "ffmpeg"]

  /// The documents with commands, but for the README, whose way from songs to a match has a walk of its own.
  private static let documents = [
    "manual", "presets", "loudness", "hosts", "commands", "catalogue", "troubleshooting",
  ]

  @Test(.enabled(if: isDeepCheck), arguments: documents)
  func `every command of a document runs as it is written`(name: String) throws {
    let commands = try Document("docs/\(name).md").commands(of: Self.programs)
    #expect(!commands.isEmpty)
    try ShippedBundle.withScratchFolder { scratch in
      try prepare(scratch)
      for command in commands where !command.line.contains("demucs") {
        if command.line.contains("--score") { try fillSheet(in: scratch) }
        let done = try run(command.line, in: scratch)
        let log = "\(name): \(command.line)\n\(done.log)"
        if command.complaint.isEmpty {
          // Short of the target a master is written all the same.
          let isSolved = command.line.contains(/auralmind (master|solve)/)
          #expect(done.status == 0 || (isSolved && done.status == 2), "\(log)")
        } else {
          let said = done.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          let home = home(in: scratch).path
          #expect(done.status != 0)
          #expect(said == command.complaint.replacing("/home/you", with: home), "\(log)")
        }
      }
    }
  }

  private func home(in scratch: URL) -> URL { scratch.appending(path: "home") }

  private func run(_ line: String, in scratch: URL) throws -> Command {
    let tool = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind")
    let home = home(in: scratch)
    let environment = [
      "PATH": tool.deletingLastPathComponent().path + ":/usr/bin:/bin", "HOME": home.path,
      "XDG_DATA_HOME": "", "AURALMIND_PROFILES": "",
      "LV2_PATH": home.appending(path: ".lv2").path,
      // What a scheduler's script has set.
      "mix": "mix.wav", "name": "mix",
    ]
    return try Command("bash", ["-c", line], environment: environment, in: scratch)
  }

  /// Lays out the files that documents take to be there.
  private func prepare(_ scratch: URL) throws {
    _ = try ShippedBundle.binary()
    let plugins = home(in: scratch).appending(path: ".lv2")
    try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: plugins.appending(path: "auralmind.lv2"), withDestinationURL: ShippedBundle.folder)
    // The golden figures, which are looked for from the root of the sources.
    try FileManager.default.createSymbolicLink(
      at: scratch.appending(path: "Tests"),
      withDestinationURL: ShippedBundle.projectRoot.appending(path: "Tests"))
    for line in [
      "mkdir -p mixes masters figures album mix-stems",
      "auralmind demo mix.wav && auralmind demo mix.flac --seconds 12",
      "auralmind render mix.wav -o record.wav --preset transparent --set warmth=80",
      "auralmind demo first.wav --seconds 12 && cp first.wav album/ && cp first.wav mixes/",
      "auralmind render first.wav -o second.wav --set warmth=40 && cp second.wav album/",
      "auralmind render first.wav -o third.wav --set warmth=60 && cp third.wav mixes/",
      "cp mix.flac album/ && cp mix.wav mix-stems/band.wav",
      "auralmind master mix.wav -o master.wav --delivery streaming --json > figures/mix.json",
      "ffmpeg -v error -i first.wav -ac 1 mono.wav",
    ] {
      let done = try run(line, in: scratch)
      #expect(done.status == 0, "\(line)\n\(done.log)")
    }
  }

  /// Answers A to every trial: a sheet is scored when it is full.
  private func fillSheet(in scratch: URL) throws {
    let done = try run("sed -i 's/^\\(X[0-9]*:\\).*/\\1 A/' test/sheet.txt", in: scratch)
    #expect(done.status == 0, "\(done.log)")
  }
}
