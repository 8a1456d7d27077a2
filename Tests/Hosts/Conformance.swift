import AuralMind
import Foundation
import Support
import Testing

/// What a plugin must be in any host whatever: `ConformanceHost`, which finds it through lilv, looks at the
/// shipped bundle in one way after the other, each in a process of its own; and at a plugin that has a fault
/// for each of them to find.
@Suite struct Conformance {
  /// What the host checks, by its own names.
  private static let checks = [
    "open-close", "rates-and-blocks", "hostile-sound", "hostile-parameters", "automation",
    "state-trip", "mutated-states", "restore-while-running", "presets", "crowd", "neighbours",
    "bypass", "freewheel", "reactivation", "processor-state", "stack",
  ]

  /// Faults of `misbehaving_plugin.c`, with the checks that must see each.
  private static let faults: KeyValuePairs = [
    "leaks": ["open-close"],
    "differsByBlock": ["rates-and-blocks"],
    "forwardsOddSound": ["hostile-sound"],
    "believesPorts": ["hostile-parameters"],
    "passesCeiling": ["automation"],
    "losesState": ["state-trip"],
    "believesStates": ["mutated-states"],
    "tearsStates": ["restore-while-running"],
    "cannotDoOnePreset": ["presets"],
    "sharesMemory": ["crowd", "neighbours"],
    "bypassesAlmost": ["bypass"],
    "hearsFreewheeling": ["freewheel"],
    "staysWarm": ["reactivation"],
    "changesProcessor": ["processor-state"],
    "eatsStack": ["stack"],
  ]

  /// The host, built with the tests.
  private var host: String {
    ShippedBundle.projectRoot.appending(path: ".build/release/ConformanceHost").path
  }

  /// Looks at the bundle in a search path, with a library of two profiles.
  private func look(_ check: String, in path: URL, isDeep: Bool) throws -> Command {
    try ShippedBundle.withScratchFolder { library in
      for (slot, text) in ["20 0\n20000 -30\n", "20 0\n200 3\n20000 -40\n"].enumerated() {
        try Data(text.utf8).write(to: library.appending(path: "0\(slot + 1).amprofile"))
      }
      return try Command(
        host, ["urn:auralmind:mastering", check] + (isDeep ? ["deep"] : []),
        environment: [
          "LV2_PATH": path.path, "AURALMIND_PROFILES": library.path,
          // What is freed is then free, and not kept for the thread that freed it.
          "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
        ])
    }
  }

  @Test(arguments: checks)
  func `nothing is found in the plugin that ships`(check: String) throws {
    try ShippedBundle.withSearchPath { path in
      let result = try look(check, in: path, isDeep: isDeepCheck)
      #expect(result.status == 0, "\(result.log)")
    }
  }

  @Test func `every check is called, and every check has a fault to find`() throws {
    let usage = try Command(host, [])
    let known = usage.output.components(separatedBy: "checks: ").last?.split(separator: " ")
    let names = try #require(known).map { $0.trimmingCharacters(in: .newlines) }
    #expect(names == Self.checks)
    #expect(Set(Self.faults.flatMap(\.value)) == Set(Self.checks))
  }

  @Test(arguments: faults.map(\.key))
  func `every fault is seen by the check that is for it`(fault: String) throws {
    let checks = Self.faults.first { $0.key == fault }?.value ?? []
    try withPlugin(fault: fault) { path in
      for check in checks {
        let result = try look(check, in: path, isDeep: false)
        #expect(result.status == 1, "\(check): \(result.log)")
        #expect(result.output.contains("findings"), "\(check): \(result.log)")
      }
    }
  }

  @Test func `nothing is found in the same plugin without a fault`() throws {
    try withPlugin(fault: "none") { path in
      for check in Self.checks {
        let result = try look(check, in: path, isDeep: false)
        #expect(result.status == 0, "\(check): \(result.log)")
      }
    }
  }

  /// Calls `body` with a search path where the bundle's texts describe the faulty plugin.
  private func withPlugin(fault: String, _ body: (URL) throws -> Void) throws {
    try ShippedBundle.withScratchFolder { path in
      let bundle = path.appending(path: "auralmind.lv2")
      try FileManager.default.copyItem(at: ShippedBundle.folder, to: bundle)
      let indices: KeyValuePairs<String, Control> = [
        "IN_L": .inLeft, "IN_R": .inRight, "OUT_L": .outLeft, "OUT_R": .outRight,
        "LATENCY": .latency, "ENABLED": .enabled, "FREEWHEEL": .freewheel, "PRESET": .preset,
        "GAIN": .governorGain,
      ]
      let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "misbehaving_plugin.c")
      let build = try Command(
        try Toolchain.clang().path,
        [
          "-O1", "-shared", "-fPIC", "-fuse-ld=lld", "-DFAULT=\(fault)", source.path, "-o",
          bundle.appending(path: "auralmind.so").path, "-lm",
        ] + indices.map { "-D\($0.key)=\($0.value.rawValue)" })
      #expect(build.status == 0, "\(build.log)")
      try body(path)
    }
  }
}
