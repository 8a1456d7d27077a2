import AuralDSP
import CRealtime

extension MonoSub {
  /// The sounding part of the stage: the all-pass, the low branch, and what the low branch holds.
  ///
  /// The all-pass is another mixture of what the first low-pass of the branch holds: one filter does for both.
  /// It works on left and right, which is the same as on mid and side, and codes the branch alone.
  struct Filters {
    /// Q of a second-order Butterworth filter: √½.
    private static let butterworthQ = 0.7071067811865476

    /// The branch that `narrow_low_side` codes is so many times the branch of mid and side.
    private static let branchScale = 8.0

    /// Twice the same second-order Butterworth low-pass: Linkwitz and Riley's fourth order.
    private var low = low_side_filter()
    /// Where the cutoff of the quantum goes.
    private var target: StateVariableCoefficients
    private var wetTarget = 0.0

    /// The share of the low branch that side loses at the end of the quantum.
    private(set) var share = 0.0

    /// The running power of the low branch in mid (`x`) and side (`y`).
    var power: DoubleFrame {
      @_noLocks get { low.power }
    }

    /// Creates filters at rest, whose running powers go a step of `powerStep` a frame.
    init(cutoffHertz: Double, powerStep: Double, sampleRate: Double) {
      target = Self.lowpass(cutoffHertz, sampleRate)
      low.power_feed = powerStep / (Self.branchScale * Self.branchScale)
      low.power_keep = 1 - powerStep
      // An all-pass is its input less twice the damped band-pass, and the filter gives twice that.
      low.band_share = 1 / Self.butterworthQ
      rest()
    }

    /// Whether the output is the input alone.
    var isOut: Bool {
      @_noLocks get { wetTarget == 0 && low.wet == 0 }
    }

    /// Forgets the sound.
    @_noLocks
    mutating func reset() {
      low.first = (.zero, .zero)
      low.second = (.zero, .zero)
      low.power = .zero
    }

    /// Ends the glides of a quantum where they were going.
    @_noLocks
    mutating func rest() {
      (low.first_keep, low.exchange, low.feed) = target.integrators
      low.is_gliding = false
      low.share = Self.lost(share)
      low.share_step = .zero
      low.wet = wetTarget
      low.wet_step = 0
    }

    /// Takes everything at once.
    @_noLocks
    mutating func jump(
      toCutoffHertz hertz: Double, share: Double, wet: Double, sampleRate: Double
    ) {
      target = Self.lowpass(hertz, sampleRate)
      self.share = share
      wetTarget = wet
      rest()
    }

    /// Goes to a cutoff in the quantum that follows.
    @_noLocks
    mutating func glide(toCutoffHertz hertz: Double, sampleRate: Double) {
      target = Self.lowpass(hertz, sampleRate)
      let (firstKeep, exchange, feed) = target.integrators
      let part = 1 / Double(Glide.quantumFrames)
      low.first_keep_step = (firstKeep - low.first_keep) * part
      low.exchange_step = (exchange - low.exchange) * part
      low.feed_step = (feed - low.feed) * part
      low.is_gliding = true
    }

    /// Goes to a share in the quantum that follows.
    @_noLocks
    mutating func head(for share: Double) {
      self.share = share
      low.share_step = (Self.lost(share) - low.share) / Double(Glide.quantumFrames)
    }

    /// Goes over to the filters, or back, in the quantum that follows.
    @_noLocks
    mutating func head(forWet target: Double) {
      wetTarget = target
      low.wet_step = (target - low.wet) / Double(Glide.quantumFrames)
    }

    /// Takes side below the cutoff out of left and right.
    @_noLocks
    mutating func process(_ block: inout MutableSpan<Frame>) {
      unsafe narrow_low_side(firstFrame(of: &block), &low, block.count)
    }

    /// What left loses and right gains of the coded branch.
    @_noLocks
    private static func lost(_ share: Double) -> DoubleFrame {
      DoubleFrame(share, -share) / branchScale
    }

    @_noLocks
    private static func lowpass(_ hertz: Double, _ rate: Double) -> StateVariableCoefficients {
      .lowpass(cutoffHertz: hertz, q: butterworthQ, sampleRate: rate)
    }
  }
}
