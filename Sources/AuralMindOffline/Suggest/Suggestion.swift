public import AuralMind

/// A proposal for the controls of a mix, with the reason for each and the figures behind it.
///
/// It follows from the measured track alone: the same track has the same proposal.
public struct Suggestion: Sendable, Encodable {
  /// What is proposed, in the order it is decided: goal, tone, stereo image, dynamics, match.
  public let items: [Item]
  /// What no control can mend, and what is good to know, as sentences.
  public let notes: [String]

  /// Puts the proposal into `settings`, but for what the user has set by hand.
  ///
  /// A target or a ceiling that was set by hand keeps the delivery, too.
  public func apply(to settings: inout Settings, keeping assigned: Set<Control>) {
    var kept = assigned
    if kept.contains(.targetLUFS) || kept.contains(.ceiling) { kept.insert(.delivery) }
    for item in items where !kept.contains(item.control) { settings[item.control] = item.value }
  }

  /// The options that give the proposal to `master` and `render`, each as one word of a shell.
  public var options: [String] {
    items.flatMap { item -> [String] in
      switch item.control {
      case .preset, .delivery: ["--\(item.control.symbol)", item.valueName]
      default: ["--set", "\(item.control.symbol)=\(item.valueName)"]
      }
    }
  }

  /// The names of the parts as JSON has them.
  private enum CodingKeys: String, CodingKey {
    case items, notes, options
  }

  /// Encodes the items, the notes and the options.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(notes, forKey: .notes)
    try container.encode(options, forKey: .options)
  }
}
