/// A figure that is not as the golden file has it.
public struct GoldenDifference: Sendable, Equatable {
  /// Which figure it is.
  public let key: GoldenRow.Key
  /// The golden value; nil where the file has no such figure.
  public let was: Double?
  /// The value now; nil where no master has such a figure.
  public let now: Double?
  /// How far it might have moved, in the figure's unit.
  public let tolerance: Double

  /// By how much the figure moved; nil where there are no two values.
  public var change: Double? { was.flatMap { was in now.map { $0 - was } } }

  /// How many tolerances the figure moved; what is missing or new is further than anything.
  var weight: Double { change.map { abs($0) / max(tolerance, .leastNormalMagnitude) } ?? .infinity }
}

extension GoldenFile {
  /// Half of the last digit of any figure: sums of decimals are not exact.
  private static let slack = 0.000_5

  /// What `now` has otherwise than this file, by its tolerances: the missing and the new first, then
  /// by how far they moved.
  public func differences(to now: GoldenFile) -> [GoldenDifference] {
    let values = Dictionary(uniqueKeysWithValues: now.rows.map { ($0.key, $0.value) })
    let known = Set(rows.map(\.key))
    let moved = rows.compactMap { row -> GoldenDifference? in
      let value = values[row.key]
      if let value, abs(value - row.value) <= row.tolerance + Self.slack { return nil }
      return GoldenDifference(
        key: row.key, was: row.value, now: value, tolerance: row.tolerance)
    }
    let new = now.rows.filter { !known.contains($0.key) }.map {
      GoldenDifference(key: $0.key, was: nil, now: $0.value, tolerance: $0.tolerance)
    }
    return (moved + new).sorted {
      $0.weight == $1.weight ? $0.key < $1.key : $0.weight > $1.weight
    }
  }

  /// The figures of some programmes alone.
  public func only(_ programmes: Set<RegressionProgramme>) -> GoldenFile {
    GoldenFile(
      rows.filter { row in
        programmes.contains {
          $0.material.rawValue == row.key.programme && $0.sampleRate == row.key.sampleRate
        }
      })
  }
}
