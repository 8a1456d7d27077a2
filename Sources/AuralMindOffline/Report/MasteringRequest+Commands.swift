import AuralMind
import Foundation

extension MasteringRequest {
  /// The ports that the command line has words of its own for.
  private static let named: Set<Control> = [
    .preset, .delivery, .targetLUFS, .ceiling, .governor, .governorGain, .reference, .source,
  ]

  /// The name of the host preset that the commands save and load.
  private var presetName: String {
    URL(fileURLWithPath: output).deletingPathExtension().lastPathComponent
  }

  /// The commands that make the same master again.
  func commands(_ report: MasteringReport, dither: DitherDepth) -> [ReportCommand] {
    let words = choices + matching + bits
    let again = ReportCommand(
      purpose: "The same master again",
      words: ["auralmind", "master", input, "-o", output] + stems + words)
    // Nothing but master sums stems.
    if !stems.isEmpty { return [again] }
    let gain = written(report.gainDecibels, decimals: 3).replacing("−", with: "-")
    let hold = ["--set", "governor=hold", "--set", "governor_gain=\(gain)"]
    let known = source == nil && settings.sourceSlot == 0 ? ["--source", input] : []
    var commands = [
      again,
      ReportCommand(
        purpose: "The same bits in one pass, the gain set by hand",
        words: ["auralmind", "render", input, "-o", output] + words + known + hold),
      ReportCommand(
        purpose: "A preset of it for hosts",
        words: ["auralmind", "solve", input] + choices + matching + ["--save-preset", presetName]),
      ReportCommand(
        purpose: "The plugin with that preset; the output starts late by the latency",
        words: lv2file + ["-P", presetName, "urn:auralmind:mastering"]),
    ]
    if let ports = ports(gainDecibels: Float(report.gainDecibels), dither: dither) {
      commands.append(
        ReportCommand(
          purpose: "The plugin by its ports; the mix is learned on the way unless a slot has it",
          words: lv2file + ["-p", ports, "urn:auralmind:mastering"]))
    }
    return commands
  }

  /// Every port that is not at its default, in the order of the ports.
  func assignments(gainDecibels: Float, dither: DitherDepth) -> [String] {
    changed(gainDecibels: gainDecibels, dither: dither).map {
      "\($0.symbol)=\(Self.number($0.value))"
    }
  }

  /// The ports of the plugin as lv2file takes them; nil where a reference is in no slot.
  private func ports(gainDecibels: Float, dither: DitherDepth) -> String? {
    guard references.allSatisfy({ SpectrumOrigin($0.name)?.slot != nil }), references.count < 2
    else { return nil }
    return changed(gainDecibels: gainDecibels, dither: dither)
      .map { "\($0.symbol):\(Self.number($0.value))" }.joined(separator: ",")
  }

  private func changed(
    gainDecibels: Float, dither: DitherDepth
  ) -> [(symbol: StaticString, value: Float)] {
    var held = settings
    held.governor = .hold
    held.governorGainDecibels = gainDecibels
    held.dither = dither
    if references.count == 1, let slot = SpectrumOrigin(references[0].name)?.slot {
      held.referenceSlot = slot
    }
    if let slot = source.flatMap(SpectrumOrigin.init)?.slot { held.sourceSlot = slot }
    let untouched = Settings()
    return Control.allCases.filter { $0.kind == .input && held[$0] != untouched[$0] }
      .map { ($0.symbol, held[$0]) }
  }

  /// Preset, goal and amounts.
  private var choices: [String] {
    var words: [String] = []
    let untouched = Settings()
    if settings.preset != untouched.preset { words += ["--preset", "\(settings.preset.slug)"] }
    if settings.delivery == .custom {
      words += ["--target-lufs", Self.number(settings.customTargetLUFS)]
      words += ["--ceiling", Self.number(settings.customCeilingDecibels)]
    } else if settings.delivery != untouched.delivery {
      words += ["--delivery", "\(settings.delivery.slug)"]
    }
    for control in Control.allCases
    where control.kind == .input && !Self.named.contains(control)
      && settings[control] != untouched[control]
    {
      words += ["--set", "\(control.symbol)=\(Self.number(settings[control]))"]
    }
    return words
  }

  /// References, weights and the mix's own profile.
  private var matching: [String] {
    var words = references.flatMap { ["--reference", $0.name] }
    if Set(references.map(\.weight)).count > 1 {
      words += references.flatMap { ["--weight", String($0.weight)] }
    }
    if references.isEmpty, settings.referenceSlot > 0 {
      words += ["--reference", "slot:\(settings.referenceSlot)"]
    }
    if let source { words += ["--source", source] }
    if source == nil, settings.sourceSlot > 0 {
      words += ["--source", "slot:\(settings.sourceSlot)"]
    }
    return words
  }

  private var bits: [String] { wordLength.map { ["--bits", $0.rawValue] } ?? [] }

  private var lv2file: [String] {
    ["lv2file", "-i", input, "-o", output] + (channelCount == 1 ? ["-c", "1:in_l,1:in_r"] : [])
  }

  /// The shortest number that is read as the same value.
  private static func number(_ value: Float) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
