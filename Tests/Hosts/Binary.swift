import Foundation
import Support
import Testing

/// What the shipped binary asks of a system, and what it shows.
@Suite struct Binary {
  private func lines(_ program: String, _ arguments: [String]) throws -> [String] {
    let command = try Command(program, arguments + [try ShippedBundle.binary().path])
    #expect(command.status == 0, "\(command.log)")
    return command.output.split(separator: "\n").map(String.init)
  }

  @Test func `shows lv2_descriptor and nothing else`() throws {
    let symbols = try lines("nm", ["-D", "--defined-only", "--format=just-symbols"])
    #expect(symbols == ["lv2_descriptor"])
  }

  @Test func `asks for no symbol that has not been reviewed`() throws {
    let list = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "undefined-symbols.txt")
    let reviewed = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " ").first.map(String.init) }
    let symbols = try lines("nm", ["-D", "--undefined-only", "--format=just-symbols"])
      .map { $0.split(separator: "@").first.map(String.init) ?? $0 }
    #expect(Set(symbols).subtracting(reviewed) == [])
  }

  @Test func `needs only the C library and FFTW, and looks in no folder of its own`() throws {
    let entries = try lines("readelf", ["-dW"])
    let needed = entries.filter { $0.contains("(NEEDED)") }.compactMap {
      $0.split(separator: "[").last?.split(separator: "]").first.map(String.init)
    }
    #expect(
      Set(needed).subtracting([
        "libc.so.6", "libm.so.6", "libfftw3f.so.3", "libfftw3f_threads.so.3",
      ]) == [])
    #expect(!entries.contains { $0.contains("RPATH") || $0.contains("RUNPATH") })
    #expect(entries.contains { $0.contains("BIND_NOW") })
  }

  @Test func `keeps tables read-only and the stack free of code`() throws {
    let segments = try lines("readelf", ["-lW"])
    #expect(segments.contains { $0.contains("GNU_RELRO") })
    #expect(segments.contains { $0.contains("GNU_STACK") && !$0.contains("E ") })
    #expect(!segments.contains { $0.contains("LOAD") && $0.contains("RWE") })
  }

  @Test func `is small`() throws {
    // 1 MiB at most; what is read to be loaded is a part of what a session takes to open.
    #expect(try Data(contentsOf: ShippedBundle.binary()).count <= 1 << 20)
  }
}
