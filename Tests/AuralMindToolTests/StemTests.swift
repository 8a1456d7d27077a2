import FileSupport
import Foundation
import Testing

@Suite struct StemTests {
  /// A folder with a mix, two halves of it as stems, a folder for temporary files and one for programs.
  private func folderWithStems() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try Tool.run("demo", folder("mix.wav"), "--seconds", "6").status == 0)
    let mix = try #require(SoundFile(path: folder("mix.wav")))
    for name in ["stems", "temporary", "programs"] {
      try FileManager.default.createDirectory(
        atPath: folder(name), withIntermediateDirectories: true)
    }
    for name in ["vocals", "other"] {
      let half = SoundFile(
        mix.frames.map { 0.5 * $0 }, sampleRate: mix.sampleRate, format: SoundFormat.wavFloat)
      try #require(half.write(to: folder("stems/\(name).wav")))
    }
    return folder
  }

  /// Puts a program called demucs where the tool will find it.
  private func writeDemucs(_ script: String, in folder: TemporaryFolder) throws {
    let path = folder("programs/demucs")
    try Data("#!/bin/bash\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    // A list of its own each: what goes to the background is the tool, and nothing around it.
    try Tool.shell(
      """
      cd '\(folder.path)' || exit 99
      export TMPDIR='\(folder("temporary"))' PATH='\(folder("programs"))':/usr/bin:/bin
      "$TOOL" \(arguments)
      """)
  }

  private func temporaryNames(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder("temporary"))
  }

  /// What the real program does with the arguments it gets: stems go into OUT/model/track.
  private let separating = """
    [ "$1 $2" = "--float32 -o" ] || exit 9
    mkdir -p "$3/htdemucs/mix" || exit 8
    printf ' 42%%|####      | 3/7 [00:01<00:02]\\r' >&2
    for stem in vocals drums; do cp "$4" "$3/htdemucs/mix/$stem.wav"; done
    """

  @Test("a master of stems is that of their mix where voices are left alone")
  func stems() throws {
    let folder = try folderWithStems()
    let options = "--preset transparent --bits 32f"
    let result = try run("master mix.wav -o a.wav --stems stems \(options)", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.isEmpty)
    #expect(try run("master mix.wav -o b.wav \(options)", in: folder).status == 0)
    let (a, b) = (
      try #require(SoundFile(path: folder("a.wav"))), try #require(SoundFile(path: folder("b.wav")))
    )
    #expect(a.samples.count == b.samples.count)
    #expect(zip(a.samples, b.samples).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(try temporaryNames(folder).isEmpty)
    #expect(try run("master mix.wav -o c.wav --stems stems \(options)", in: folder).status == 0)
    #expect(try folder.bytes("c.wav") == folder.bytes("a.wav"))
  }

  @Test("what demucs makes is summed, and nothing of it stays")
  func separation() throws {
    let folder = try folderWithStems()
    try writeDemucs(separating, in: folder)
    let mix = try folder.bytes("mix.wav")
    let result = try run("master mix.wav -o out.wav --separate demucs", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.isEmpty)
    #expect(try #require(SoundFile(path: folder("out.wav"))).sampleRate == 48_000)
    #expect(try temporaryNames(folder).isEmpty)
    #expect(try folder.bytes("mix.wav") == mix)
  }

  @Test(
    "a demucs that is missing, fails or makes nothing is told of in one sentence",
    arguments: [
      (nil, "pipx install demucs"),
      (
        "echo Loading >&2; echo 'RuntimeError: no model.' >&2; exit 3",
        "status 3: RuntimeError: no model"
      ),
      ("exit 0", "without stems"), ("kill -9 $$", "demucs failed"),
    ] as [(String?, String)])
  func failures(script: String?, words: String) throws {
    let folder = try folderWithStems()
    if let script { try writeDemucs(script, in: folder) }
    let result = try run("master mix.wav -o out.wav --separate demucs", in: folder)
    #expect(result.status == 1)
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(try temporaryNames(folder).isEmpty)
    #expect(try folder.names == ["mix.wav", "programs", "stems", "temporary"])
  }

  @Test("an interruption ends demucs, too, and leaves nothing", arguments: ["INT", "TERM"])
  func interruption(signal: String) throws {
    let folder = try folderWithStems()
    try writeDemucs("echo $$ > '\(folder("pid"))'; exec sleep 60", in: folder)
    let result = try run(
      """
      master mix.wav -o out.wav --separate demucs & tool=$!
      until [ -s pid ] || ! kill -0 $tool; do sleep 0.05; done
      kill -\(signal) $tool; wait $tool; echo $?
      # What was killed is there until somebody has taken note of it.
      for i in $(seq 100); do kill -0 $(cat pid) 2> /dev/null || break; sleep 0.05; done
      kill -0 $(cat pid) 2> /dev/null && echo alive; true
      """, in: folder)
    #expect(result.output == (signal == "INT" ? "130\n" : "143\n"), "\(result.output)")
    #expect(try temporaryNames(folder).isEmpty)
    #expect(try folder.names == ["mix.wav", "pid", "programs", "stems", "temporary"])
  }

  @Test("what cannot be asked for is wrong usage, and broken stems fail; nothing is written")
  func refusals() throws {
    let folder = try folderWithStems()
    try Data("no sound".utf8).write(to: URL(fileURLWithPath: folder("stems/broken.wav")))
    for (arguments, status, words) in [
      ("--stems stems --separate demucs", 64, "leave one of them out"),
      ("--separate spleeter", 64, "spleeter"), ("--stems none", 1, "no folder “none”"),
      ("--stems stems", 1, "broken.wav"), ("--stems programs", 1, "no audio file"),
      ("--stems stems -o stems/other.wav", 64, "never overwritten"),
    ] as [(String, Int32, String)] {
      let result = try run("master mix.wav -o out.wav \(arguments)", in: folder)
      #expect(result.status == status, "\(arguments)")
      #expect(result.error.contains(words), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
      #expect(try temporaryNames(folder).isEmpty)
      #expect(try folder.names == ["mix.wav", "programs", "stems", "temporary"])
    }
  }
}
