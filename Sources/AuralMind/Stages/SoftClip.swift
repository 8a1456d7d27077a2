import AuralDSP
import CRealtime

/// Rounds off what rises into the ceiling (chain.md, stage 15a).
///
/// What the curve takes away is computed at eight times the rate, averaged over each step
/// (antiderivative anti-aliasing: Parker, Zavalishin & Le Bivic, "Reducing the aliasing of
/// nonlinear waveshaping using continuous-time convolution", DAFx-16), brought down to the
/// signal's rate and added to the delayed signal. Below the knee nothing is taken away, and the
/// output is the input to the last bit.
struct SoftClip: ~Copyable {
  /// How far the output lags the input, in frames.
  let latencyFrames: Int

  /// The power that came in since it was last cleared, as a sum over frames and channels.
  var inputPower: Double = 0

  /// The power that went out since it was last cleared, likewise.
  var outputPower: Double = 0

  private var oversampler = Oversampler(halfReach: 24, beta: 8, phaseReach: 6)
  private var audio: SlidingFrames
  private let correction: FrameBuffer
  private let kernels: FrameBuffer
  private var correctionFrame = 0
  private var curve = ClipCurve(knee: 1, corner: 1)
  private var mix: Float = 0
  private var mixStep: Float = 0
  private var isFresh = true

  /// Frames to each side that the decimator sees: 5 kHz from pass to stop band at 48 kHz, 90 dB.
  private static let reach = 28

  /// Taps of a kernel, filled up to whole vectors.
  private static let kernelFrames = 2 * reach

  init() {
    latencyFrames = oversampler.latencyFrames + Self.reach
    audio = SlidingFrames(history: latencyFrames + 1, pieceFrames: Oversampler.pieceFrames)
    correction = FrameBuffer(count: 4 * Oversampler.pieceFrames + 2 * Self.reach)
    kernels = FrameBuffer(count: Oversampler.factor * Self.kernelFrames)
    // The pass band ends at 0.4 of the rate and the stop band begins at Nyquist, so that nothing folds.
    // The value between moments `phase` and `phase + 1` of a frame belongs half a moment later.
    let cutoff = 0.448
    var sum = 0.0
    var taps = [Double](repeating: 0, count: Oversampler.factor * Self.kernelFrames)
    for phase in 0..<Oversampler.factor {
      let moment = (Double(phase) + 0.5) / Double(Oversampler.factor)
      for k in 0..<Self.kernelFrames {
        let t = Double(k - Self.reach + 1) - moment
        let position = t / Double(Self.reach)
        let tap = 2 * cutoff * sinc(2 * cutoff * t) * kaiserWindow(at: position, beta: 8.5)
        taps[phase * Self.kernelFrames + k] = tap
        sum += tap
      }
    }
    for k in taps.indices { kernels[k] = Frame(repeating: Float(taps[k] / sum)) }
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
    curve = ClipCurve(
      knee: ceiling * amplitude(decibels: -max(kneeDecibels, 0.1)), corner: ceiling)
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
    audio.reset()
    correction.clear()
    correctionFrame = 0
    isFresh = true
    inputPower = 0
    outputPower = 0
  }

  /// Clips a piece of at most 64 frames in place.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    let length = block.count
    let start = audio.append(block, 0..<length) - latencyFrames
    // While the stage is out of the path nothing can reach the knee.
    let isInPath = mix > 0 || mixStep != 0
    oversampler.process(
      block, 0..<length, threshold: isInPath ? curve.kneeLevel : .greatestFiniteMagnitude)
    if correctionFrame + length + 2 * Self.reach > correction.count {
      let kept = 2 * Self.reach
      correction.move(from: correctionFrame, to: 0, length: kept)
      for i in kept..<correction.count { correction[i] = .zero }
      correctionFrame = 0
    }
    for i in 0..<length {
      let isQuad = i | 3 < length
      if isInPath && !(isQuad && oversampler.isQuiet(at: i)) { bend(at: i) }
      let dry = audio.frames[start + i]
      let wet = dry + correction[correctionFrame]
      block[i] = wet
      inputPower += Double((dry * dry).sum())
      outputPower += Double((wet * wet).sum())
      correctionFrame += 1
      mix += mixStep
    }
  }

  /// Adds what the curve takes from the eight steps after frame `i` to the frames around it.
  @_noLocks @inline(__always)
  private mutating func bend(at i: Int) {
    guard mix > 0 else { return }
    let knee = curve.kneeLevel
    var isBent = false
    for phase in 0...Oversampler.factor {
      let level = magnitude(oversampler.moment(phase, at: i))
      if max(level.x, level.y) > knee { isBent = true }
    }
    guard isBent else { return }
    var left = oversampler.moment(0, at: i)
    for phase in 0..<Oversampler.factor {
      let right = oversampler.moment(phase + 1, at: i)
      let taken = curve.averageTaken(from: left, to: right) * mix
      left = right
      guard taken != .zero else { continue }
      let spread = SIMD8<Float>(
        taken.x, taken.y, taken.x, taken.y, taken.x, taken.y, taken.x, taken.y)
      for k in stride(from: 0, to: Self.kernelFrames, by: 4) {
        correction.addQuad(
          spread * kernels.quad(at: phase * Self.kernelFrames + k), at: correctionFrame + k)
      }
    }
  }
}
