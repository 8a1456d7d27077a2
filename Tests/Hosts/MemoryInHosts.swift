import Foundation
import Support
import Testing

/// The shipped binary in a host that people use, under valgrind.
@Suite struct MemoryInHosts {
  /// The factory presets: much of the chain, and little.
  @Test(arguments: ["Club", "Match Only"])
  func `valgrind finds nothing in lv2file`(preset: String) throws {
    try ShippedBundle.withSearchPath { path in
      let mix = path.appending(path: "mix.wav")
      let master = path.appending(path: "master.wav")
      try FloatWAV(rate: 48_000, noise: 6_000).write(to: mix)
      let run = try FuzzLibrary.withFolder { library in
        try Command(
          Valgrind.memory[0],
          Array(Valgrind.memory.dropFirst()) + [
            "--leak-check=full", "--errors-for-leak-kinds=none", "lv2file", "-i", mix.path, "-o",
            master.path, "-P", preset, "-p", "reference:4,source:2,match:100",
            "--ignore-clipping", "urn:auralmind:mastering",
          ], environment: ["LV2_PATH": path.path, "AURALMIND_PROFILES": library.path])
      }
      #expect(run.status == 0, "\(run.log)")
      // What the host itself never frees is its own business.
      #expect(!run.errors.contains("auralmind.so"), "\(run.log)")
      #expect(try FloatWAV(contentsOf: master).frames == 6_000)
    }
  }
}
