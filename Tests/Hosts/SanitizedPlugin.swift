import Foundation
import Support

/// The plugin that ships, but for the sanitizer inside: Embedded Swift, optimised, linked alike.
enum SanitizedPlugin: String {
  /// AddressSanitizer, and UndefinedBehaviorSanitizer for what is C.
  case address
  /// ThreadSanitizer.
  case threads = "thread"

  private var swiftFlags: [String] {
    switch self {
    case .address: ["-Xcc", "-fsanitize=undefined", "-Xcc", "-fno-sanitize-recover=undefined"]
    case .threads: []
    }
  }

  /// Builds it, in a folder of its own that stays for the next time, and links it into `folder`.
  ///
  /// Whoever loads it has the sanitizer's functions.
  func build(into folder: URL) throws -> URL {
    let root = ShippedBundle.projectRoot
    let scratch = root.appending(path: ".build-\(rawValue)")
    let build = try Command(
      "swift",
      [
        "build", "-c", "release", "--traits", "Embedded", "--product", "AuralMindLV2",
        "--sanitize", rawValue, "--scratch-path", scratch.path,
      ] + swiftFlags, in: root)
    guard build.status == 0 else { throw ShippedBundle.Missing(description: build.log) }
    let plugin = folder.appending(path: "auralmind-\(rawValue).so")
    let objects = scratch.appending(path: "release/AuralMindLV2.product/Objects.LinkFileList")
    let exports = root.appending(path: "Sources/AuralMindLV2/exports.map")
    let link = try Command(
      try Toolchain.clang().path,
      [
        "-shared", "-fuse-ld=lld", "-fsanitize=\(rawValue)", "-o", plugin.path, "@\(objects.path)",
        "-Wl,--version-script=\(exports.path)", "-Wl,--gc-sections,--as-needed",
        "-Wl,-z,nodelete", "-lm", "-lfftw3f_threads", "-lfftw3f",
      ])
    guard link.status == 0 else { throw ShippedBundle.Missing(description: link.log) }
    return plugin
  }
}
