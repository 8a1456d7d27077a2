import CRealtime

/// The mean of the last while, through a window of two exponential decays in a row.
///
/// Over `seconds` it is as steady as a rectangular window of that length and as far behind, without
/// the memory. It divides by how much of its window has been filled, so it holds from the first
/// value on.
public struct FadingMean: Sendable {
  private let share: Double
  /// Values (`x`) and how full the window is (`y`), after one decay and after two.
  private var once = DoubleFrame.zero
  private var twice = DoubleFrame.zero

  /// Creates an empty mean over about `seconds` of values that come `stepSeconds` apart.
  ///
  /// Two decays of T/4 have the delay T/2 and the noise bandwidth of a rectangle of length T.
  public init(seconds: Double, stepSeconds: Double) {
    share = 1 - exp(-stepSeconds / (seconds / 4))
  }

  /// The mean; 0 before the first value.
  public var value: Double {
    @_noLocks get { twice.y > 0 ? twice.x / twice.y : 0 }
  }

  /// Empties the window.
  @_noLocks
  public mutating func reset() {
    once = .zero
    twice = .zero
  }

  /// Takes in a value.
  @_noLocks
  public mutating func add(_ value: Double) {
    once += (DoubleFrame(value, 1) - once) * share
    twice += (once - twice) * share
  }
}
