import FileSupport
import Foundation
import Support
import Testing

/// What `make install` puts into an image of a system, and whether it works from there.
@Suite struct InstallTests {
  private static let bundle = "usr/lib/lv2/auralmind.lv2"

  /// Runs a rule of the Makefile on an image, with the binaries that are built already.
  private func make(_ rule: String, image: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell(
      """
      tool=$(dirname "$(dirname "$TOOL")") && cd '\(ShippedBundle.projectRoot.path)' && \
      make \(rule) -o bundle -o static-tool INSTALLED="$tool" PREFIX=/usr DESTDIR='\(image.path)'
      """)
  }

  /// Every file under a folder, with its access rights, sorted.
  private func files(_ image: TemporaryFolder) throws -> [String] {
    let found = try Command(
      "find", [image.path, "-type", "f", "-printf", "%m %P\n"], environment: ["LC_ALL": "C"])
    #expect(found.status == 0, "\(found.log)")
    return found.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test("the image holds the bundle as it ships and the command line, readable by everybody")
  func layout() throws {
    _ = try ShippedBundle.binary()
    let image = try TemporaryFolder()
    let installed = try make("install", image: image)
    #expect(installed.status == 0, "\(installed.error)")
    let found = try files(image)
    let shipped = try FileManager.default.contentsOfDirectory(atPath: ShippedBundle.folder.path)
    #expect(shipped.count > 3)
    for name in shipped {
      #expect(found.contains("\(name.hasSuffix(".so") ? 755 : 644) \(Self.bundle)/\(name)"))
      #expect(
        try image.bytes("\(Self.bundle)/\(name)")
          == Data(contentsOf: ShippedBundle.folder.appending(path: name)))
    }
    #expect(found.contains("755 usr/bin/auralmind"))
    #expect(found.filter { $0.hasPrefix("755") }.count == 2)
    #expect(found.filter { $0.hasPrefix("644") }.count == found.count - 2)
    #expect(try make("uninstall", image: image).status == 0)
    #expect(try files(image) == [])
  }

  @Test("a host renders with the plugin and a preset of the image")
  func host() throws {
    let image = try TemporaryFolder()
    let installed = try make("install", image: image)
    #expect(installed.status == 0, "\(installed.error)")
    let rendered = try Tool.shell(
      """
      cd '\(image.path)' && export LV2_PATH="$PWD/usr/lib/lv2" && \
      "$TOOL" demo mix.wav --seconds 12 --bits 32f && \
      lv2file -i mix.wav -o out.wav -P Club --ignore-clipping urn:auralmind:mastering
      """)
    #expect(rendered.status == 0, "\(rendered.error)")
    let measured = try Tool.run("measure", image("mix.wav"), image("out.wav"), "--json").list
    let loudness = try measured.map { try #require($0["integrated_lufs"] as? Double) }
    // The mix is more than 10 LU below the preset's loudness, most of which 12 s suffice to learn.
    #expect(loudness[1] > loudness[0] + 5)
    #expect(try #require(measured[1]["true_peak_dbtp"] as? Double) < -0.98)
  }
}
