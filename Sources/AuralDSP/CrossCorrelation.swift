import CRealtime

/// How alike two stereo signals are at every shift of one against the other, from pairs of windows.
///
/// Left and right are the two parts of one complex signal, whose correlation has in its real part the
/// sum of both channels' own: nothing that is in only one channel, or the other way round, is lost. By
/// coherence each frequency counts for how alike it is in all windows and not for how strong, so that
/// neither equalisation nor a bass bends or blunts the peak (C. Knapp & G. Carter, "The Generalized
/// Correlation Method for Estimation of Time Delay", IEEE Trans. ASSP 24, 1976: the smoothed coherence
/// transform).
public struct CrossCorrelation: ~Copyable {
  /// What makes a frequency count.
  public enum Weighting: Sendable {
    /// Its power in both signals: the ordinary correlation.
    case power
    /// How alike it is in both, whatever its power.
    case coherence
  }

  /// A shift, and how alike the signals are there.
  public struct Lag: Sendable, Equatable {
    /// How far the second signal is behind the first, in frames.
    public var frames: Double
    /// From -1 (the same, upside down) over 0 (nothing in common) to 1 (the same).
    public var height: Double

    /// Creates a shift of known height.
    public init(frames: Double, height: Double) {
      self.frames = frames
      self.height = height
    }
  }

  private let plan: FourierPlan
  /// The bins that count, those of negative frequencies among them.
  private let bins: [Int]
  private var products: [DoubleFrame]
  private var powers: [DoubleFrame]

  /// Creates a correlation of windows of `count` frames, in which frequencies of `band` count, from 0
  /// to 0.5 of the sample rate.
  public init(count: Int, band: ClosedRange<Double> = 0...0.5) {
    plan = FourierPlan(count: count)
    bins = (0..<count).filter { band.contains(Double(min($0, count - $0)) / Double(count)) }
    products = [DoubleFrame](repeating: .zero, count: count)
    powers = [DoubleFrame](repeating: .zero, count: count)
  }

  /// The length of a window, in frames.
  public var count: Int { products.count }

  /// Adds a window of both signals, at most `count` frames; what lacks is silence.
  public mutating func add(_ first: [Frame], _ second: [Frame]) {
    transform(first)
    let spectrum = (0..<count).map { DoubleFrame(plan.output[$0]) }
    transform(second)
    for bin in bins {
      let a = spectrum[bin]
      let b = DoubleFrame(plan.output[bin])
      products[bin] += DoubleFrame(a.x * b.x + a.y * b.y, a.x * b.y - a.y * b.x)
      powers[bin] += DoubleFrame((a * a).sum(), (b * b).sum())
    }
  }

  /// How alike the signals are at shifts of -`reach` to `reach` frames, in that order.
  public mutating func heights(within reach: Int, by weighting: Weighting) -> [Double] {
    precondition(reach >= 0 && 2 * reach < count, "no shift is beyond the window")
    weigh(by: weighting)
    // The transform of the conjugate is the conjugate of the inverse, whose real part is wanted.
    for bin in bins { plan.input[bin].y = -plan.input[bin].y }
    plan.execute()
    return (-reach...reach).map { Double(plan.output[$0 < 0 ? count + $0 : $0].x) }
  }

  /// The shift near 0 at which the signals are most alike, between frames, with its height.
  ///
  /// Right for signals that are in line to within a frame or so: there the height is a smooth hill, and
  /// Newton's method climbs it to a thousandth of a frame in a few steps.
  public mutating func fineLag(by weighting: Weighting) -> Lag {
    weigh(by: weighting)
    var frames = 0.0
    var height = 0.0
    for _ in 0..<6 {
      height = 0
      var slope = 0.0
      var curvature = 0.0
      for bin in bins {
        let turns = Double(bin > count / 2 ? bin - count : bin) / Double(count)
        let omega = 2 * Double.pi * turns
        let value = DoubleFrame(plan.input[bin])
        let cosine = cos(omega * frames)
        let sine = sin(omega * frames)
        let real = value.x * cosine - value.y * sine
        height += real
        slope -= omega * (value.x * sine + value.y * cosine)
        curvature -= omega * omega * real
      }
      // Upside down the hill is a valley, and its bottom is the peak.
      guard height * curvature < 0 else { break }
      frames = min(1, max(-1, frames - slope / curvature))
    }
    return Lag(frames: frames, height: height)
  }

  /// Puts the weighted spectrum into the plan's work, scaled to a height of 1 for equal signals.
  private mutating func weigh(by weighting: Weighting) {
    plan.input.clear()
    switch weighting {
    case .power:
      let sums = bins.reduce(DoubleFrame.zero) { $0 + powers[$1] }
      let norm = square_root(sums.x * sums.y)
      guard norm > 0 else { return }
      for bin in bins { plan.input[bin] = Frame(products[bin] / norm) }
    case .coherence:
      for bin in bins {
        let norm = square_root(powers[bin].x * powers[bin].y)
        guard norm > 0 else { continue }
        plan.input[bin] = Frame(products[bin] / (norm * Double(bins.count)))
      }
    }
  }

  private mutating func transform(_ window: [Frame]) {
    precondition(window.count <= count, "a window is no longer than was planned")
    plan.input.clear()
    for i in window.indices { plan.input[i] = window[i] }
    plan.execute()
  }
}
