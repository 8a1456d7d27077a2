import AuralDSP
import CRealtime

/// Rounds off what rises into the ceiling.
///
/// What the curve takes away is computed at eight times the rate, averaged over each step
/// (antiderivative anti-aliasing: Parker, Zavalishin & Le Bivic, "Reducing the aliasing of
/// nonlinear waveshaping using continuous-time convolution", DAFx-16), brought down to the
/// signal's rate and added to the delayed signal. Below the knee nothing is taken away, and the
/// output is the input to the last bit.
struct SoftClip: ~Copyable {
  /// How far the output lags the input, in frames.
  let latencyFrames: Int

  /// By how much the level fell since powers were last cleared, in dB.
  var lossDecibels: Double {
    @_noLocks get {
      output.sum() > 0 ? max(0, decibels(power: input.sum() / output.sum())) : 0
    }
  }

  /// Each channel's power, summed over frames, that came in and that went out.
  private var input = DoubleFrame.zero
  private var output = DoubleFrame.zero

  private var oversampler: Oversampler
  private var decimator = SparseDecimator()
  private var curve = ClipCurve(knee: 1, corner: 1)
  /// What the curve was made for; 0 before it was.
  private var ceiling = 0.0
  private var kneeDecibels = 0.0
  /// The mix where the quantum began, and how many of its frames are done.
  private var mix: Float = 0
  private var position = 0
  private var mixStep: Float = 0
  private var isFresh = true

  init() {
    oversampler = Oversampler(
      halfReach: 24, halfBandEdge: 0.85, phaseReach: 6, keptFrames: decimator.latencyFrames)
    latencyFrames = oversampler.latencyFrames + decimator.latencyFrames
  }

  /// Sets the curve and, gliding over one quantum of the chain's grid, the mix.
  ///
  /// - Parameters:
  ///   - ceiling: The level the curve bends towards, as an amplitude.
  ///   - kneeDecibels: Where it begins to bend, below the ceiling; above 0.
  ///   - mix: The share of the bent signal, from 0 to 1.
  ///   - quantumFrames: Frames until the next update.
  @_noLocks
  mutating func update(
    ceiling: Double, kneeDecibels: Double, mix: Double, quantumFrames: Int
  ) {
    if ceiling != self.ceiling || kneeDecibels != self.kneeDecibels {
      self.ceiling = ceiling
      self.kneeDecibels = kneeDecibels
      curve = ClipCurve(
        knee: ceiling * amplitude(decibels: -max(kneeDecibels, 0.1)), corner: ceiling)
    }
    self.mix += mixStep * Float(position)
    position = 0
    if isFresh {
      self.mix = Float(mix)
      mixStep = 0
      isFresh = false
    } else {
      let step = Float(mix) - self.mix
      mixStep = abs(step) < 1e-6 ? 0 : step / Float(quantumFrames)
      if mixStep == 0 { self.mix = Float(mix) }
    }
  }

  /// Forgets the past and takes the next update at once.
  @_noLocks
  mutating func reset() {
    oversampler.reset()
    decimator.reset()
    isFresh = true
    mixStep = 0
    clearPowers()
  }

  /// Begins to sum powers anew.
  @_noLocks
  mutating func clearPowers() {
    input = .zero
    output = .zero
  }

  /// Clips a piece of at most 64 frames in place.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    let length = block.count
    // While the stage is out of the path nothing can reach the knee.
    let isInPath = mix > 0 || mixStep != 0
    oversampler.process(
      &block, 0..<length, threshold: isInPath ? curve.kneeLevel : .greatestFiniteMagnitude)
    let isBent = isInPath && !oversampler.isQuiet
    if isBent { bend(length: length) }
    position += length
    decimator.process(length: length, isSilent: !isBent)
    guard length > 0 else { return }
    unsafe take_from_frames(
      firstFrame(of: &block), oversampler.sound(laggingBy: latencyFrames), decimator.output.base,
      &input, &output, length)
  }

  /// Gives the decimator what the curve takes in the eight steps after each frame.
  @_noLocks
  private func bend(length: Int) {
    var first = 0
    while let run = oversampler.nextRun(from: first) {
      silence(first..<run.lowerBound)
      curve.takeAway(
        from: oversampler, run, into: decimator, mix: mix, mixStep: mixStep,
        firstStep: position + run.lowerBound)
      first = run.upperBound
    }
    silence(first..<max(first, length))
  }

  /// Gives the decimator nothing where the signal is quiet.
  @_noLocks @inline(__always)
  private func silence(_ frames: Range<Int>) {
    for i in stride(from: frames.lowerBound, to: frames.upperBound, by: 4) {
      decimator.silence(at: i)
    }
  }
}
