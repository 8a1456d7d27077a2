import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// A preset that a host loads does what the command line's option of that name does.
@Suite struct PresetsInHosts {
  @Test(arguments: [Preset.transparent, .club])
  func `lv2file -P makes what --preset renders, later by the latency`(preset: Preset) throws {
    try expectSame(label: preset.name.description, options: ["--preset", preset.slug.description])
  }

  @Test func `lv2file -P makes what --delivery renders, later by the latency`() throws {
    let label = "Delivery: EBU R 128"
    #expect(FactoryPreset.all.contains { $0.label == label })
    try expectSame(label: label, options: ["--delivery", "ebu-r128"])
  }

  /// The presets that are neither a character nor a destination; some of them, unless all are asked for.
  private static let purposes: [String] = {
    let labels = FactoryPreset.all.map(\.label).filter { label in
      !label.hasPrefix("Delivery: ") && !Preset.allCases.contains { label == "\($0.name)" }
    }
    return stride(from: 0, to: labels.count, by: isDeepCheck ? 1 : 3).map { labels[$0] }
  }()

  @Test(arguments: purposes)
  func `lv2file -P makes what the ports of the preset make`(label: String) throws {
    let preset = try #require(FactoryPreset.all.first { $0.label == label })
    let isCustom = preset.values.contains {
      $0.control == .delivery && $0.value == Float(Delivery.custom.rawValue)
    }
    // The command line takes target and ceiling only where they count.
    let ports = preset.values.filter {
      isCustom || ($0.control != .targetLUFS && $0.control != .ceiling)
    }
    try expectSame(
      label: label, options: ports.flatMap { ["--set", "\($0.control.symbol)=\($0.value)"] })
  }

  @Test func `lv2file loads every preset that ships, and no other`() throws {
    try ShippedBundle.withSearchPath { path in
      let source = path.appending(path: "in.wav")
      try FloatWAV(rate: 48_000, noise: 4_800).write(to: source)
      for label in FactoryPreset.all.map(\.label) + ["No such preset"] {
        let output = path.appending(path: "out.wav")
        let run = try Command(
          "lv2file",
          [
            "-i", source.path, "-o", output.path, "-P", label, "--ignore-clipping",
            "urn:auralmind:mastering",
          ], environment: ["LV2_PATH": path.path])
        #expect((run.status == 0) == (label != "No such preset"), "\(label): \(run.log)")
      }
    }
  }

  @Test(arguments: [1, 1_000])
  func `lv2file -P makes the same of any block length`(block: Int) throws {
    let slug = Preset.competitiveTrap.slug.description
    try expectSame(
      label: "\(Preset.competitiveTrap.name)", options: ["--preset", slug], block: block)
  }

  private func expectSame(label: String, options: [String], block: Int = 512) throws {
    let tool = ShippedBundle.projectRoot.appending(path: ".build/release/auralmind").path
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    try ShippedBundle.withScratchFolder { scratch in
      let names = ["mix.wav", "hosted.wav", "rendered.wav", "untouched.wav"]
      let paths = names.map { scratch.appending(path: $0) }
      let mix = try Command(
        tool, ["demo", paths[0].path, "--seconds", "15", "--bits", "32f"])
      #expect(mix.status == 0, "\(mix.log)")
      let hosted = try ShippedBundle.withSearchPath { path in
        try Command(
          "lv2file",
          [
            "-i", paths[0].path, "-o", paths[1].path, "-b", "\(block)", "-P", label,
            "--ignore-clipping", "urn:auralmind:mastering",
          ], environment: ["LV2_PATH": path.path])
      }
      #expect(hosted.status == 0, "\(hosted.log)")
      let rendered = try Command(tool, ["render", paths[0].path, "-o", paths[2].path] + options)
      #expect(rendered.status == 0, "\(rendered.log)")
      let plain = try Command(tool, ["render", paths[0].path, "-o", paths[3].path])
      #expect(plain.status == 0, "\(plain.log)")
      let late = try FloatWAV(contentsOf: paths[1]).samples.dropFirst(2 * latency)
      let expected = try FloatWAV(contentsOf: paths[2]).samples.dropLast(2 * latency)
      #expect(late.map(\.bitPattern) == expected.map(\.bitPattern))
      // The preset changes the sound at all, so the comparison says something.
      #expect(try FloatWAV(contentsOf: paths[3]).samples.dropLast(2 * latency) != expected)
    }
  }
}
