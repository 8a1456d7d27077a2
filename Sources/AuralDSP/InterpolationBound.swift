/// How far the signal between two samples can rise above both, by how sharply the samples bend: what
/// there is to multiply.
///
/// An interpolator's taps, less those of a straight line, are a filter of the samples' second
/// differences; the sum of its magnitudes times the largest of them is a bound (the discrete form of
/// Taylor's theorem with the integral remainder). Where the music is smooth that is far sharper
/// than the sum of the interpolator's own magnitudes.
struct InterpolationBound {
  /// What the largest second difference within `nearFrames` of the place counts.
  let near: Float

  /// What the largest second difference that the interpolator sees counts.
  let far: Float

  /// What the largest of all second differences counts.
  var bend: Float { near + far }

  /// What the largest sample that the interpolator sees counts.
  let level: Float

  /// The distance up to which a second difference is near.
  static var nearFrames: Int { @_noLocks @inline(__always) get { 12 } }

  /// Where the weights of the second differences begin to be split, and where all of what is smooth
  /// of them counts as level, in samples from the middle: found by trial to make the bound least.
  private static let splitBegin = 4.0
  private static let splitEnd = 12.0

  /// How often a filter of 1/4, 1/2, 1/4 smooths the weights: enough that what alternates is gone.
  private static let smoothings = 8

  /// Creates the bound of the taps that read a signal `delay` (0…1) after sample `reach` - 1.
  init(taps: [Double], delay: Double) {
    let reach = taps.count / 2
    var rest = taps
    // The straight line has the taps' own sum and slope, which are all but 1 and the delay, so that the
    // rest is the second difference of something that ends.
    let sum = taps.reduce(0, +)
    let moment = taps.indices.reduce(0) { $0 + Double($1 - reach + 1) * taps[$1] }
    rest[reach - 1] -= sum - moment
    rest[reach] -= moment
    let weights = Self.runningSums(Self.runningSums(rest)).dropLast(2)

    // Slow drifts of the weights act on the samples themselves: two more differences of the weights,
    // in exchange for those of the samples.
    let middle = Double(reach - 2) + delay
    var smooth = Array(weights)
    for _ in 0..<Self.smoothings { smooth = Self.smoothed(smooth) }
    for i in smooth.indices {
      let distance = abs(Double(i) - middle)
      let share = (distance - Self.splitBegin) / (Self.splitEnd - Self.splitBegin)
      let t = min(max(share, 0), 1)
      smooth[i] *= t * t * (3 - 2 * t)
    }
    var near = 0.0
    var far = 0.0
    for i in weights.indices {
      let weight = abs(weights[i] - smooth[i])
      let isNear = abs(Double(i) - middle) <= Double(Self.nearFrames)
      near += isNear ? weight : 0
      far += isNear ? 0 : weight
    }
    let padded = [0, 0] + smooth + [0, 0]
    var level = abs(sum - 1)
    for i in 1..<(padded.count - 1) {
      level += abs(padded[i - 1] - 2 * padded[i] + padded[i + 1])
    }
    self.near = Float(near)
    self.far = Float(far)
    self.level = Float(level)
  }

  private static func runningSums(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map {
      sum += $0
      return sum
    }
  }

  private static func smoothed(_ values: [Double]) -> [Double] {
    values.indices.map { i in
      let before = i > 0 ? values[i - 1] : 0
      let after = i + 1 < values.count ? values[i + 1] : 0
      return before * 0.25 + values[i] * 0.5 + after * 0.25
    }
  }
}
