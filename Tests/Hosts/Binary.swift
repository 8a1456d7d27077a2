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
    // Code that the loader had to change could not be shared, nor be kept from being written.
    #expect(!entries.contains { $0.contains("TEXTREL") })
  }

  @Test func `guards the stack where a function keeps an array on it`() throws {
    let symbols = try lines("nm", ["-D", "--undefined-only", "--format=just-symbols"])
    #expect(symbols.contains { $0.hasPrefix("__stack_chk_fail") })
  }

  @Test func `tells nothing of where it was built`() throws {
    let text = String(decoding: try Data(contentsOf: ShippedBundle.binary()), as: UTF8.self)
    #expect(!text.contains(ShippedBundle.projectRoot.path))
    #expect(!text.contains(NSHomeDirectory() + "/"))
    // Digests of modules, into which the folder goes, are there and empty.
    let digests = try lines("readelf", ["--hex-dump=.swift_modhash"])
      .filter { $0.contains("0x") }
    #expect(!digests.isEmpty)
    for line in digests {
      let bytes = line.split(separator: " ").dropFirst().prefix(4).joined()
      #expect(bytes.allSatisfy { $0 == "0" }, "\(line)")
    }
  }

  @Test func `asks for no processor but the first of its kind, outside of what it chooses itself`()
    throws
  {
    let code = try lines("objdump", ["--disassemble", "--no-show-raw-insn"])
    let instructions = code.compactMap { line -> (address: Int, mnemonic: Substring)? in
      let parts = line.split(separator: "\t")
      guard parts.count > 1, let mnemonic = parts[1].split(separator: " ").first,
        let address = Int(parts[0].filter { $0.isHexDigit }, radix: 16)
      else { return nil }
      return (address, mnemonic)
    }
    let arithmetic = ["add", "mul", "sub"].flatMap { name in
      ["ps", "ss", "pd", "sd"].map { "\(name)\($0)" }
    }
    let plain = Set(arithmetic.map { Substring($0) })
    let wide = Set(arithmetic.map { Substring("v\($0)") })
    #expect(instructions.count { plain.contains($0.mnemonic) } > 1_000)

    // CRealtime's loops are all that is built for AVX2 too, each beside its like for every processor, and
    // none of them calls for both.
    let functions = try compiledFromC()
    let wideFunctions = Set(
      instructions.filter { wide.contains($0.mnemonic) }.map { instruction in
        functions.firstIndex { $0.contains(instruction.address) }
      })
    let plainFunctions = Set(
      instructions.filter { plain.contains($0.mnemonic) }.compactMap { instruction in
        functions.firstIndex { $0.contains(instruction.address) }
      })
    #expect(wideFunctions.count > 10)
    #expect(wideFunctions.count <= (try loopsBuiltTwice()))
    #expect(!wideFunctions.contains(nil))
    #expect(plainFunctions.isDisjoint(with: wideFunctions.compactMap { $0 }))
    // Fused multiplication would give other bits where there is some.
    let mnemonics = instructions.map(\.mnemonic)
    #expect(!mnemonics.contains { $0.hasPrefix("vfm") || $0.hasPrefix("vfnm") })
    #expect(!mnemonics.contains { $0.hasPrefix("vpternlog") })
  }

  /// Where the functions lie that were compiled from C: Embedded Swift leaves no word of its own.
  private func compiledFromC() throws -> [Range<Int>] {
    try lines("readelf", ["--debug-dump=frames"]).compactMap { line in
      guard let place = line.range(of: "pc=") else { return nil }
      let ends = line[place.upperBound...].split(separator: ".").map { Int($0, radix: 16) }
      guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
      return start..<end
    }
  }

  private func loopsBuiltTwice() throws -> Int {
    let folder = ShippedBundle.projectRoot.appending(path: "Sources/CRealtime")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "c" }.reduce(0) { sum, file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return sum + text.split(separator: "\n").count { $0.hasPrefix("BOTH_WAYS(") }
    }
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
