import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@Suite struct BatchTests {
  /// A folder with demo mixes of a few seconds that differ in length and level.
  private func folderWithMixes(_ gains: KeyValuePairs<String, Float>) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (i, mix) in gains.enumerated() {
      let path = folder("\(mix.key).wav")
      let result = try Tool.run(
        "demo", path, "--seconds", "\(8 + i)", "--rate", "44100", "--bits", "32f")
      try #require(result.status == 0, "\(result.error)")
      var file = try #require(SoundFile(path: path))
      file.samples = file.samples.map { $0 * mix.value }
      try #require(file.write(to: path))
    }
    return folder
  }

  private func integratedLUFS(_ path: String) throws -> Double {
    let file = try #require(SoundFile(path: path))
    return ReferenceLoudness(
      file.frames, sampleRate: file.sampleRate, channelCount: file.channelCount
    ).integratedLUFS
  }

  @Test("a batch masters each mix as it would be alone, and the rest where one fails")
  func batch() throws {
    let folder = try folderWithMixes(["one": 1, "two": 0.5])
    try Data("no audio".utf8).write(to: URL(fileURLWithPath: folder("bad.wav")))
    let result = try Tool.run(
      "master", folder("one.wav"), folder("bad.wav"), folder("two.wav"), "-o", folder("out"))
    #expect(result.status == 1)
    #expect(result.error.contains("bad.wav"))
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(result.output.contains("3 tracks: 2 reached, 0 short of the target, 1 failed"))
    let masters = try FileManager.default.contentsOfDirectory(atPath: folder("out")).sorted()
    #expect(masters == ["one.wav", "two.wav"])
    for name in masters {
      let alone = try Tool.run("master", folder(name), "-o", folder("alone.wav"))
      #expect(alone.status == 0, "\(alone.error)")
      #expect(try folder.bytes("alone.wav") == folder.bytes("out/\(name)"))
    }
  }

  @Test("the number of jobs, and room for temporary files, change no bit")
  func sameBytes() throws {
    let folder = try folderWithMixes(["one": 1, "two": 0.5])
    for (options, output) in [("--jobs 1", "a"), ("--jobs 2", "b")] {
      let result = try Tool.shell(
        "\"$TOOL\" master \(options) --preset radio-loud --target-lufs -16 '\(folder("one.wav"))' '\(folder("two.wav"))' "
          + "-o '\(folder(output))'")
      #expect(result.status == 0, "\(result.error)")
    }
    let cramped = try Tool.shell(
      "TMPDIR=/nowhere \"$TOOL\" master --preset radio-loud --target-lufs -16 '\(folder("one.wav"))' "
        + "-o '\(folder("c.wav"))'")
    #expect(cramped.status == 0, "\(cramped.error)")
    #expect(try folder.bytes("a/one.wav") == folder.bytes("b/one.wav"))
    #expect(try folder.bytes("a/two.wav") == folder.bytes("b/two.wav"))
    #expect(try folder.bytes("a/one.wav") == folder.bytes("c.wav"))
  }

  @Test("one track is the same by one thread and by two, and so is the report on it")
  func sameByTwoThreads() throws {
    let folder = try folderWithMixes(["mix": 1])
    try #require(SoundFile(path: folder("mix.wav"))?.write(to: folder("reference.wav")) == true)
    var reports: [NSDictionary] = []
    for jobs in [1, 2] {
      let result = try Tool.run(
        "master", folder("mix.wav"), "-o", folder("out.wav"), "--jobs", "\(jobs)", "--reference",
        folder("reference.wav"), "--report", folder("report.json"))
      #expect(result.status == 0, "\(result.error)")
      let report = try JSONSerialization.jsonObject(with: Data(folder.bytes("report.json")))
      reports.append(try #require(report as? NSDictionary))
      try FileManager.default.moveItem(atPath: folder("out.wav"), toPath: folder("\(jobs).wav"))
    }
    #expect(try folder.bytes("1.wav") == folder.bytes("2.wav"))
    #expect(reports[0] == reports[1])
  }

  @Test("an album has its loudest track at the target, and the others where they were beside it")
  func album() throws {
    let folder = try folderWithMixes(["loud": 1, "soft": 0.3, "middle": 0.6])
    try #require(SoundFile(path: folder("loud.wav"))?.write(to: folder("reference.wav")) == true)
    for options in ["", "--reference '\(folder("reference.wav"))' --match 100"] {
      let result = try Tool.shell(
        "cd '\(folder.path)' && \"$TOOL\" master --album loud.wav soft.wav middle.wav "
          + "--delivery streaming -o album --json \(options)")
      #expect(result.status == 0, "\(result.error)")
      #expect((result.object["tracks"] as? [Any])?.count == 3)
      #expect(abs(try integratedLUFS(folder("album/loud.wav")) + 14) <= 0.05)
      let before = try integratedLUFS(folder("loud.wav"))
      for name in ["soft.wav", "middle.wav"] {
        let asked = try integratedLUFS(folder(name)) - before
        let got =
          try integratedLUFS(folder("album/\(name)"))
          - integratedLUFS(folder("album/loud.wav"))
        #expect(abs(got - asked) <= 0.1, "\(name)")
      }
    }
  }

  @Test("where a track cannot keep its place, the whole album comes down, and says for whose sake")
  func albumTooLoud() throws {
    let folder = try folderWithMixes(["loud": 1, "soft": 0.5])
    let result = try Tool.run(
      "master", "--album", folder("loud.wav"), folder("soft.wav"), "--target-lufs", "-5", "-o",
      folder("album"), "--json")
    #expect(result.status == 2)
    #expect(result.error.contains("below its target"))
    #expect(result.error.contains("loud.wav"))
    #expect(result.error.split(separator: "\n").count == 1)
    let difference = try integratedLUFS(folder("soft.wav")) - integratedLUFS(folder("loud.wav"))
    let got =
      try integratedLUFS(folder("album/soft.wav"))
      - integratedLUFS(folder("album/loud.wav"))
    #expect(abs(got - difference) <= 0.1)
    #expect(try #require(result.object["lowered_lu"] as? Double) > 0.05)
  }

  @Test("an album with a track that cannot be read is not made")
  func brokenAlbum() throws {
    let folder = try folderWithMixes(["one": 1])
    try Data("no audio".utf8).write(to: URL(fileURLWithPath: folder("bad.wav")))
    let result = try Tool.run(
      "master", "--album", folder("one.wav"), folder("bad.wav"), "-o", folder("album"))
    #expect(result.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder("album/one.wav")))
  }

  @Test("two mixes never share a master, and one is never a folder's name")
  func names() throws {
    let folder = try folderWithMixes(["one": 1])
    let twice = try Tool.run("master", folder("one.wav"), folder("one.wav"), "-o", folder("out"))
    #expect(twice.status == 64)
    #expect(twice.error.contains("would both become"))
    let file = try Tool.run(
      "master", folder("one.wav"), folder("two.wav"), "-o", folder("one.wav"))
    #expect(file.status == 64)
    #expect(try folder.names == ["one.wav"])
  }

  @Test("figures of many runs become one table, whose status is that of the worst")
  func summary() throws {
    let folder = try folderWithMixes(["one": 1, "two": 0.5])
    let runs = try Tool.shell(
      """
      cd '\(folder.path)'
      "$TOOL" master one.wav --json > one.json
      "$TOOL" master two.wav --target-lufs -5 --json > two.json 2> /dev/null
      "$TOOL" master three.wav --json > three.json 2> /dev/null
      "$TOOL" master --summary-only one.json two.json
      """)
    #expect(runs.status == 2)
    #expect(runs.output.contains("2 tracks: 1 reached, 1 short of the target, 0 failed"))
    let failed = try Tool.run(
      "master", "--summary-only", "--json", folder("one.json"), folder("three.json"))
    #expect(failed.status == 1)
    #expect(failed.list.count == 2)
    let first = try #require(
      try JSONSerialization.jsonObject(
        with: folder.bytes("one.json")) as? NSDictionary)
    #expect(first.isEqual(failed.list.first))
  }
}
