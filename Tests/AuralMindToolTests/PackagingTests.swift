import FileSupport
import Foundation
import Support
import Testing

@testable import AuralMindTool

/// What packagers are given.
@Suite struct PackagingTests {
  private let folder = ShippedBundle.projectRoot.appending(path: "packaging")
  private static let isRepository =
    (try? Command("git", ["rev-parse", "HEAD"], in: ShippedBundle.projectRoot))?.status == 0

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private var metainfo: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".metainfo.xml") }
    }
  }

  @Test("tarball, package and catalogue tell the version and the day that the tool tells")
  func version() throws {
    let version = try Command(folder.appending(path: "version").path, [])
    #expect(version.output == "\(Release.version)\n", "\(version.log)")
    let changelog = try text("debian/changelog")
    #expect(changelog.hasPrefix("auralmind (\(Release.version)-"))
    let signature = try #require(changelog.firstMatch(of: /\n -- .+  (.+)\n/)?.1)
    let stamp = try Command("date", ["--utc", "--date", String(signature), "+%F"])
    #expect(stamp.output == "\(Release.day)\n", "\(stamp.log)")
    #expect(try metainfo.count == 2)
    for name in try metainfo {
      let release = try #require(
        try text(name).firstMatch(of: /<release version="(.+?)" date="(.+?)"/), "\(name)")
      #expect(release.1 == Release.version)
      #expect(release.2 == Release.day)
    }
  }

  @Test("what catalogues of software read is valid, and named as its component is")
  func catalogue() throws {
    for name in try metainfo {
      let path = folder.appending(path: name).path
      let judged = try Command("appstreamcli", ["validate", "--no-net", "--strict", path])
      #expect(judged.status == 0, "\(judged.log)")
      let id = try #require(try text(name).firstMatch(of: /<id>(.+?)<\/id>/)?.1)
      #expect(name == "\(id).metainfo.xml")
    }
  }

  @Test("one commit gives one tarball, which builds without a network", .enabled(if: isRepository))
  func tarballs() throws {
    let scratch = try TemporaryFolder()
    // The dependency is checked out already, for these tests were built with it.
    let made = try Tool.shell(
      """
      set -e; cd '\(ShippedBundle.projectRoot.path)'; export SWIFT=true
      for folder in one two; do packaging/make-dist '\(scratch.path)'/$folder; done
      cd '\(scratch.path)'; diff -r one two
      tar -xzf one/auralmind-\(Release.version).tar.gz
      cd auralmind-\(Release.version); find . -type f | LC_ALL=C sort > ../found.txt
      tar -xzf ../one/auralmind-\(Release.version)-swift-argument-parser.tar.gz
      """)
    #expect(made.status == 0, "\(made.error)")
    let source = URL(fileURLWithPath: scratch("auralmind-\(Release.version)"))
    let committed = try Command(
      "git", ["ls-tree", "-r", "--name-only", "HEAD"], in: ShippedBundle.projectRoot)
    let found = String(decoding: try scratch.bytes("found.txt"), as: UTF8.self)
    #expect(
      Set(committed.output.split(separator: "\n").map { "./\($0)" })
        == Set(found.split(separator: "\n").map(String.init)))
    // The Makefile finds the dependency, and with it Swift finds all that a build needs.
    let graph = try Command(
      "make",
      [
        "tool",
        "SWIFT=swift package --cache-path '\(scratch("cache"))' show-dependencies --format json #",
      ], in: source)
    #expect(graph.status == 0, "\(graph.log)")
    #expect(graph.output.contains(source.appending(path: "swift-argument-parser").path))
    #expect(!graph.output.contains("github.com"), "\(graph.log)")
  }
}
