import AuralMindOffline

/// What `auralmind regress` prints.
struct RegressionOutcome: Encodable {
  let golden: String
  let isBlessed: Bool
  let count: Int
  let differences: [GoldenDifference]

  /// Writes what moved as a table of at most so many rows, and how many more there are.
  func write(longestTable: Int) {
    if isBlessed { return Terminal.line("\(count) figures written to \(golden).") }
    guard !differences.isEmpty else {
      return Terminal.line("All \(count) figures are as \(golden) has them.")
    }
    let rows = differences.prefix(longestTable).map { difference in
      [
        difference.key.programme, "\(difference.key.sampleRate)", difference.key.preset,
        difference.key.figure, Self.number(difference.was), Self.number(difference.now),
        difference.change.map { ($0 > 0 ? "+" : "") + Self.number($0) }
          ?? (difference.was == nil ? "new" : "missing"),
        Self.number(difference.tolerance),
      ]
    }
    Terminal.table(
      [["programme", "rate", "preset", "figure", "was", "is", "by", "tolerance"]] + rows)
    if differences.count > rows.count {
      Terminal.line("… and \(differences.count - rows.count) more; --json lists all.")
    }
    Terminal.line("\(differences.count) of \(count) figures are not as \(golden) has them.")
  }

  /// A figure to the thousandth, as far as it has them; a dash where there is none.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "–" }
    let rounded = (value * 1_000).rounded() / 1_000
    return "\(rounded == 0 ? 0 : rounded)".replacing("-", with: "−")
  }

  private enum CodingKeys: String, CodingKey {
    case golden, differences
    case isBlessed = "blessed"
    case count = "figures"
  }

  private struct Difference: Encodable {
    let programme: String
    let rate: Int
    let preset: String
    let figure: String
    let was: Double?
    let now: Double?
    let change: Double?
    let tolerance: Double

    enum CodingKeys: String, CodingKey {
      case programme, preset, figure, was, change, tolerance
      case rate = "rate_hz"
      case now = "is"
    }

    init(_ difference: GoldenDifference) {
      programme = difference.key.programme
      rate = difference.key.sampleRate
      preset = difference.key.preset
      figure = difference.key.figure
      was = difference.was
      now = difference.now
      change = difference.change.map { ($0 * 1_000).rounded() / 1_000 }
      tolerance = difference.tolerance
    }

    /// Encodes every field; what is not there is null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(programme, forKey: .programme)
      try container.encode(rate, forKey: .rate)
      try container.encode(preset, forKey: .preset)
      try container.encode(figure, forKey: .figure)
      try container.encode(was, forKey: .was)
      try container.encode(now, forKey: .now)
      try container.encode(change, forKey: .change)
      try container.encode(tolerance, forKey: .tolerance)
    }
  }

  /// Encodes the count and every difference.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(golden, forKey: .golden)
    try container.encode(isBlessed, forKey: .isBlessed)
    try container.encode(count, forKey: .count)
    try container.encode(differences.map(Difference.init), forKey: .differences)
  }
}
