import CRealtime

/// What no moment that an `Oversampler` reads rises above, nor a parabola through three of them, by the samples
/// around it.
struct MomentBound: Sendable {
  /// How far a value half a frame after a sample can rise above those beside it.
  let half: InterpolationBound
  /// What the sharpest bend of the doubled signal counts, and the greatest value that a moment's interpolator
  /// sees of it.
  let doubled: moment_bound

  /// What a parabola through three moments can rise above them, for each unit of the doubled signal's
  /// second difference: a sixteenth of it is theirs, and an eighth of that is the rise; with as much again
  /// to spare.
  private static let parabolaBend: Float = 2.0 / 128

  /// What a bound is short of the threshold by: ten times the rounding of the longest sum.
  private static let roundingShare: Float = 1e-4

  /// Creates the bound of the taps that double a signal, and of those that read the doubled one a quarter and
  /// a half of the way between two values.
  init(half taps: [Double], quarter: [Double], middle: [Double]) {
    half = InterpolationBound(taps: taps.reversed() + taps, delay: 0.5)
    let first = InterpolationBound(taps: quarter, delay: 0.25)
    let second = InterpolationBound(taps: middle, delay: 0.5)
    doubled = moment_bound(
      level_share: max(first.level, second.level),
      bend_share: max(first.bend, second.bend) + Self.parabolaBend)
  }

  /// What a bound has to stay below to prove that a threshold is not reached, both amplitudes.
  @_noLocks @inline(__always)
  func level(below threshold: Float) -> Float { threshold * (1 - Self.roundingShare) }

  /// The bound by samples is the greatest of those beside the moments, this share of the sharpest bend near
  /// them, and what `farHeight` adds.
  var nearShare: Float {
    @_noLocks @inline(__always) get { half.near * riseShare + 0.5 * doubled.bend_share }
  }

  /// What the bound by samples owes to what is greatest of all that the interpolators see.
  @_noLocks @inline(__always)
  func farHeight(bend: Float, level: Float) -> Float {
    (half.far * bend + half.level * level) * riseShare + level * doubled.level_share
  }

  /// What counts how far a half can rise above the samples beside it: it does itself, and so much louder and
  /// more bent is the doubled signal.
  private var riseShare: Float {
    @_noLocks @inline(__always) get { 1 + doubled.level_share + 2 * doubled.bend_share }
  }
}
