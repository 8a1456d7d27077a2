public import Foundation

/// The Swift toolchain in use.
public enum Toolchain {
  /// The clang that came with it, which knows sanitizers that a system's compiler may not.
  public static func clang() throws -> URL {
    let info = try Command("swiftc", ["-print-target-info"])
    // Asked of the compiler itself: `swift` on PATH may be a link or a version switcher's shim.
    let key = /"runtimeResourcePath"\s*:\s*"(.*)\/lib\/swift(_static)?"/
    guard let root = info.output.firstMatch(of: key)?.1 else {
      throw ShippedBundle.Missing(description: "swiftc does not say where it is: \(info.log)")
    }
    return URL(filePath: "\(root)/bin/clang")
  }
}
