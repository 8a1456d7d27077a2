import FileSupport
import Foundation
import Testing

@Suite struct MakeTests {
  /// Runs the master rule in a folder, with the tool that is built already.
  private func make(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    let makefile = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Makefile")
    return try Tool.shell(
      """
      cd '\(folder.path)' && mkdir -p .build && make -f '\(makefile.path)' -o deps -o all master \
      TOOL="$TOOL" \(arguments)
      """)
  }

  @Test("without a mix, make master makes its own beside nobody's files")
  func demo() throws {
    let folder = try TemporaryFolder()
    for name in ["demo.wav", "demo-master.wav"] {
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder(name)))
    }
    let result = try make("", in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(try folder.bytes("demo.wav") == Data("mine".utf8))
    #expect(try folder.bytes("demo-master.wav") == Data("mine".utf8))
    #expect(SoundFile(path: folder(".build/demo-master.wav")) != nil)
    #expect(result.output.contains(".build/demo-master.wav"))
  }

  @Test("short of the target, make master says that the master is written; failing, it does not")
  func shortOfTarget() throws {
    let folder = try TemporaryFolder()
    #expect(try Tool.run("demo", folder("mix.wav"), "--seconds", "5").status == 0)
    let short = try make("IN=mix.wav OUT=out.wav ARGS='--target-lufs -5'", in: folder)
    #expect(short.status != 0)
    #expect(short.output.contains("The master is written, but short of its target"))
    #expect(SoundFile(path: folder("out.wav")) != nil)
    let failed = try make("IN=none.wav OUT=other.wav", in: folder)
    #expect(failed.status != 0)
    #expect(!failed.output.contains("is written"))
  }
}
