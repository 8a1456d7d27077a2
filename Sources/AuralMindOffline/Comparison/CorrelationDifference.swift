import AuralMind

/// How alike left and right are in a band of both tracks.
public struct CorrelationDifference: Sendable, Equatable {
  /// The lower edge, in Hz.
  public let lowHertz: Double
  /// The upper edge, in Hz.
  public let highHertz: Double
  /// The correlation of A, from -1 to 1; nil where it has nothing there.
  public let a: Double?
  /// The correlation of B, from -1 to 1; nil where it has nothing there.
  public let b: Double?

  /// How much more alike left and right are in B; nil where one of them has nothing.
  public var difference: Double? {
    guard let a, let b else { return nil }
    return b - a
  }

  /// Every band of hearing that either track reaches.
  static func bands(_ a: BandCorrelation, _ b: BandCorrelation) -> [CorrelationDifference] {
    let ofA = BandCorrelation.blend([(a, weight: 1)])
    let ofB = BandCorrelation.blend([(b, weight: 1)])
    return BandCorrelation.edgesHertz.compactMap { low in
      let a = ofA.first { $0.lowHertz == low }
      let b = ofB.first { $0.lowHertz == low }
      guard let high = [a, b].compactMap({ $0?.highHertz }).max() else { return nil }
      return CorrelationDifference(
        lowHertz: low, highHertz: high, a: a?.correlation, b: b?.correlation)
    }
  }
}
