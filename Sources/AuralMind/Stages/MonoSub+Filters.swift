import AuralDSP

extension MonoSub {
  /// The sounding part of the stage: the all-pass, the low branch, and what the low branch holds.
  ///
  /// The all-pass is another mixture of what the first low-pass of the branch holds: one filter does for both.
  struct Filters {
    /// Q of a second-order Butterworth filter: √½.
    private static let butterworthQ = 0.7071067811865476

    /// Twice the same second-order Butterworth low-pass: Linkwitz and Riley's fourth order.
    private var low: (GlidingFilter, GlidingFilter)
    /// How far the output has gone over from the input to the filters, and its step a frame.
    private var wet = 0.0
    private var wetStep = 0.0
    private var currentShare = 0.0
    private var shareStep = 0.0
    private var wetTarget = 0.0

    /// The share of the low branch that side loses at the end of the quantum.
    private(set) var share = 0.0

    /// The running power of the low branch in mid (`x`) and side (`y`).
    private(set) var power = DoubleFrame.zero

    /// Creates filters at rest.
    init(cutoffHertz: Double, sampleRate: Double) {
      let lowpass = Self.lowpass(cutoffHertz, sampleRate)
      low = (GlidingFilter(lowpass), GlidingFilter(lowpass))
    }

    /// Whether the output is the input alone.
    var isOut: Bool {
      @_noLocks get { wetTarget == 0 && wet == 0 }
    }

    /// Forgets the sound.
    @_noLocks
    mutating func reset() {
      low.0.reset()
      low.1.reset()
      power = .zero
    }

    /// Ends the glides of a quantum where they were going.
    @_noLocks
    mutating func rest() {
      low.0.rest()
      low.1.rest()
      currentShare = share
      wet = wetTarget
      shareStep = 0
      wetStep = 0
    }

    /// Takes everything at once.
    @_noLocks
    mutating func jump(
      toCutoffHertz hertz: Double, share: Double, wet: Double, sampleRate: Double
    ) {
      let lowpass = Self.lowpass(hertz, sampleRate)
      low.0.jump(to: lowpass)
      low.1.jump(to: lowpass)
      self.share = share
      wetTarget = wet
      rest()
    }

    /// Goes to a cutoff in the quantum that follows.
    @_noLocks
    mutating func glide(toCutoffHertz hertz: Double, sampleRate: Double) {
      let lowpass = Self.lowpass(hertz, sampleRate)
      low.0.glide(to: lowpass)
      low.1.glide(to: lowpass)
    }

    /// Goes to a share in the quantum that follows.
    @_noLocks
    mutating func head(for share: Double) {
      self.share = share
      shareStep = (share - currentShare) / Double(Glide.quantumFrames)
    }

    /// Goes over to the filters, or back, in the quantum that follows.
    @_noLocks
    mutating func head(forWet target: Double) {
      wetTarget = target
      wetStep = (target - wet) / Double(Glide.quantumFrames)
    }

    /// Returns what becomes of a frame of left and right.
    ///
    /// - Parameters:
    ///   - input: Left and right.
    ///   - powerStep: The step of the running powers a frame.
    /// - Returns: Left and right with less side below the cutoff.
    @_noLocks @inline(__always)
    mutating func process(_ input: Frame, powerStep: Double) -> Frame {
      let left = Double(input.x)
      let right = Double(input.y)
      let coded = DoubleFrame((left + right) * 0.5, (left - right) * 0.5)
      let sums = low.0.advance(coded)
      // An all-pass is its input less twice the damped band-pass; the sums are twice what they stand for.
      let turned = coded - sums.band * (1 / Self.butterworthQ)
      let branch = low.1.advance(sums.low * 0.5).low * 0.5
      power += (branch * branch - power) * powerStep
      currentShare += shareStep
      wet += wetStep
      let filtered = DoubleFrame(turned.x, turned.y - branch.y * currentShare)
      let output = coded + (filtered - coded) * wet
      return Frame(Float(output.x + output.y), Float(output.x - output.y))
    }

    @_noLocks
    private static func lowpass(_ hertz: Double, _ rate: Double) -> StateVariableCoefficients {
      .lowpass(cutoffHertz: hertz, q: butterworthQ, sampleRate: rate)
    }
  }
}
