/// A goal, what was measured of it, and whether that is met.
struct Verdict {
  /// What is to be reached.
  let goal: String
  /// What was measured; nil where something for it is missing.
  let value: Double?
  /// What may not be exceeded.
  let needed: Double
  /// What is aimed at beyond; nil where there is no more to aim at.
  var aimed: Double?
  /// The unit of all three, with the space before it.
  var unit = ""
  /// Digits behind the point.
  var digits = 2

  /// A row of the table of goals.
  var row: [String] {
    let limits =
      "\(decimal(needed, digits))\(unit)"
      + (aimed.map { " (aim \(decimal($0, digits))\(unit))" } ?? "")
    guard let value else { return [goal, "-", limits, "not measured"] }
    let isAimed = aimed.map { value <= $0 }
    let outcome = value > needed ? "missed" : isAimed == false ? "met, not the aim" : "met"
    return [goal, decimal(value, digits) + unit, limits, outcome]
  }

  /// The heads of the table's columns.
  static let head = ["goal", "measured", "at most", "outcome"]
}
