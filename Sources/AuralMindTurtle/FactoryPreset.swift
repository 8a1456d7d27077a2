public import AuralMind

/// A preset that ships: port values under a name that every host lists.
public struct FactoryPreset: Sendable {
  /// The name people read, and the one `lv2file -P` takes.
  public let label: String
  /// What it is for, for a musician.
  public let comment: String
  /// The port values it sets; every other port stays as it is.
  public let values: [(control: Control, value: Float)]

  private let slug: String

  /// The preset's own URI.
  public var uri: String { "\(Turtle.pluginURI)#preset-\(slug)" }

  /// The name of its file, in `Presets/` and in the bundle.
  public var fileName: String { "\(slug).preset.ttl" }

  /// The preset as Turtle.
  public var turtle: String {
    Turtle.preset(uri: uri, label: label, comment: comment, values: values)
  }

  /// Every preset that ships, in the order of the ports' own enumerations.
  public static var all: [FactoryPreset] {
    Preset.allCases.map(character) + Delivery.allCases.compactMap(destination)
  }

  /// A character sets every stage of the sound; how and where it is heard stays as it is.
  private static func character(_ preset: Preset) -> FactoryPreset {
    let stages: [Control] = [
      .delivery, .governor, .gainReductionLimit, .highpass, .warmth, .clip,
    ]
    return FactoryPreset(
      label: preset.name.description, comment: sentence(for: preset),
      values: [(.preset, Float(preset.rawValue))] + stages.map { ($0, $0.range.initial) },
      slug: preset.slug.description)
  }

  /// A destination sets loudness and ceiling alone, so that it goes with any character.
  private static func destination(_ delivery: Delivery) -> FactoryPreset? {
    guard let platform = platform(of: delivery), let goal = delivery.goal else { return nil }
    return FactoryPreset(
      label: "Delivery: \(platform)",
      comment: "Reaches \(goal.targetLUFS) LUFS under \(goal.ceilingDecibels) dBTP for "
        + "\(platform); the character stays as it is.",
      values: [(.delivery, Float(delivery.rawValue))], slug: "delivery-\(delivery.slug)")
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
