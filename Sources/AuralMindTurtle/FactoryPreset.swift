public import AuralMind

/// A preset that ships: port values under a name that every host lists.
public struct FactoryPreset: Sendable {
  /// The name people read, and the one `lv2file -P` takes.
  public let label: String
  /// What it is for, for a musician.
  public let comment: String
  /// The name of its file and URI.
  let slug: String
  /// The port values it sets; every other port stays as it is.
  public let values: [(control: Control, value: Float)]

  /// The preset's own URI.
  public var uri: String { "\(Turtle.pluginURI)#preset-\(slug)" }

  /// The name of its file, in `Presets/` and in the bundle.
  public var fileName: String { "\(slug).preset.ttl" }

  /// The preset as Turtle.
  public var turtle: String {
    Turtle.preset(uri: uri, label: label, comment: comment, values: values)
  }

  /// Every preset that ships: characters, purposes, destinations.
  public static var all: [FactoryPreset] {
    Preset.allCases.map(character) + purposes + Delivery.allCases.compactMap(destination)
  }

  /// The ports of everything that is heard of a master, but for the references, which are the
  /// user's own, and the latency and word length, which are the session's.
  ///
  /// A preset changes only the ports it names, so characters and purposes name all of these: nothing is
  /// left over from the one before.
  static let soundPorts: [Control] = [
    .preset, .delivery, .targetLUFS, .ceiling, .governor, .gainReductionLimit, .match, .highpass,
    .monoSub, .warmth, .masking, .deess, .glow, .width, .microshift, .microdetail, .movement,
    .hookLift, .transient, .clip,
  ]

  /// A character sets every stage of the sound; how and where it is heard stays as it is.
  private static func character(_ preset: Preset) -> FactoryPreset {
    FactoryPreset(
      label: preset.name.description, comment: sentence(for: preset), slug: preset.slug.description,
      preset: preset)
  }

  /// A destination sets loudness and ceiling alone, so that it goes with any character.
  private static func destination(_ delivery: Delivery) -> FactoryPreset? {
    guard let platform = platform(of: delivery), let goal = delivery.goal else { return nil }
    return FactoryPreset(
      label: "Delivery: \(platform)",
      comment: "Reaches \(goal.targetLUFS) LUFS under \(goal.ceilingDecibels) dBTP for "
        + "\(platform); the character stays as it is.",
      slug: "delivery-\(delivery.slug)", values: [(.delivery, Float(delivery.rawValue))])
  }

  private static func platform(of delivery: Delivery) -> String? {
    switch delivery {
    case .fromPreset, .custom: nil
    case .streaming: "Streaming"
    case .appleMusic: "Apple Music"
    case .amazon: "Amazon"
    case .ebuR128: "EBU R 128"
    case .atscA85: "ATSC A/85"
    case .aesTD1008Album: "AES TD1008 album"
    }
  }

  private static func sentence(for preset: Preset) -> String {
    let values = preset.values
    let goal = "\(values.targetLUFS) LUFS under \(values.ceilingDecibels) dBTP"
    return switch preset {
    case .transparent:
      "Loudness and nothing else: no clip, slow limiter, both channels alike; \(goal)."
    case .hiFiStreaming: "Open and detailed, a touch above streaming loudness; \(goal)."
    case .radioLoud: "Dense and forward; \(goal)."
    case .cinematic: "Wide dynamics, slow release; \(goal)."
    case .club: "Loud and punchy, with the clip taking the drums; \(goal)."
    case .clubClean: "As loud as Club, for mixes that are bright and dense already; \(goal)."
    case .competitiveTrap: "Loud with the weight kept in the sub; \(goal)."
    }
  }
}
