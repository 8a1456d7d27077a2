import FileSupport
import Foundation
import Support
import Testing

@Suite struct MakeTests {
  private let project = ShippedBundle.projectRoot
  private let makefile = ShippedBundle.projectRoot.appending(path: "Makefile")

  /// Runs the master rule in a folder, with the tool that is built already.
  private func make(_ arguments: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell(
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

  @Test("manuals and completions go where a packager or a user has them, and go away again")
  func texts() throws {
    let texts = [
      "share/bash-completion/completions/auralmind",
      "share/fish/vendor_completions.d/auralmind.fish",
      "share/man/man1/auralmind.1", "share/man/man5/auralmind-profile.5",
      "share/zsh/site-functions/_auralmind",
    ]
    // What a system's catalogue of software is made of is no matter of one user.
    let catalogue = [
      "share/metainfo/org.auralmind.auralmind.metainfo.xml",
      "share/metainfo/org.auralmind.mastering.metainfo.xml",
    ]
    // A packager's folders may have any name.
    let packaged = "PREFIX=/usr DESTDIR=\"$PWD/an image\""
    for (arguments, root, names) in [
      (packaged, "an image/usr", (texts + catalogue).sorted()), ("", ".local", texts),
    ] {
      let folder = try TemporaryFolder()
      func run(_ rule: String) throws -> Tool.Result {
        try Tool.shell(
          """
          cd '\(folder.path)' && export HOME="$PWD" && \
          make -C '\(project.path)' \(rule) TOOL="$TOOL" \(arguments) && \
          { [ ! -d '\(root)' ] || (cd '\(root)' && find . -type f | sed 's|^./||' | LC_ALL=C sort) \
          > found.txt; }
          """)
      }
      let installed = try run("install-texts")
      #expect(installed.status == 0, "\(installed.error)")
      let found = String(decoding: try folder.bytes("found.txt"), as: UTF8.self)
      #expect(found.split(separator: "\n").map(String.init) == names)
      for name in names { #expect(try !folder.bytes("\(root)/\(name)").isEmpty) }
      #expect(try run("uninstall").status == 0)
      #expect(try folder.bytes("found.txt").isEmpty)
    }
  }
}
