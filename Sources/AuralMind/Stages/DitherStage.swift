import AuralDSP

/// Brings the master to a word length, with the noise that makes the step harmless.
///
/// Every sample comes out as a whole number of steps of 2^(1 - bits), from -1 to 1 less one step, so
/// that writing it to a file of that word length loses nothing. Flat noise has the power of step²/4;
/// its peak is 1.5 steps. A side that has been silent for 20 ms stays silent. When off, the output is
/// the input to the last bit.
struct DitherStage {
  /// Adding and taking away 1.5 · 2^52 leaves a double no bits for a fraction: it rounds to the
  /// nearest integer, for magnitudes below 2^51.
  private static let roundingBias = 6_755_399_441_055_744.0

  /// Silence that lasts so long is no zero crossing: half a period of 25 Hz, in ms.
  private static let silenceMilliseconds = 20.0

  private let silenceFrames: Int64
  private var depth = DitherDepth.off
  private var shape = DitherShape.flat
  private var noise = TriangularNoise()
  private var shaper: NoiseShaper
  /// For how many frames either side has been zero, at most `silenceFrames`.
  private var zeroFrames: SIMD2<Int64>

  init(sampleRate: Double) {
    silenceFrames = max(1, Int64(Self.silenceMilliseconds * 0.001 * sampleRate))
    zeroFrames = SIMD2(repeating: silenceFrames)
    shaper = NoiseShaper(sampleRate: sampleRate)
  }

  /// Takes up the word length and the spectrum of the noise.
  @_noLocks
  mutating func update(depth: DitherDepth, shape: DitherShape) {
    if depth != self.depth || shape != self.shape { shaper.reset() }
    self.depth = depth
    self.shape = shape
  }

  /// Forgets the sound and starts the noise again.
  @_noLocks
  mutating func reset() {
    noise.reset()
    shaper.reset()
    zeroFrames = SIMD2(repeating: silenceFrames)
  }

  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard let bits = depth.bits else { return }
    let scale = Double(1 << (bits - 1))
    let isShaped = shape == .shaped
    let isDone =
      isShaped
      ? shaper.round(&block, scale: scale, noise: &noise) : noise.round(&block, scale: scale)
    if isDone {
      if block.count > 0 { zeroFrames = .zero }
    } else {
      heedSilence(&block, scale: scale, isShaped: isShaped)
    }
  }

  /// Does the same frame by frame, where zeros are to be counted.
  @_noLocks
  private mutating func heedSilence(
    _ block: inout MutableSpan<Frame>, scale: Double, isShaped: Bool
  ) {
    let step = 1 / scale
    var stage = self
    for i in block.indices {
      let input = DoubleFrame(block[i]) * scale
      let isZero = input .== DoubleFrame.zero
      stage.zeroFrames = (stage.zeroFrames &+ 1).replacing(with: 0, where: .!isZero)
      let isSilent = stage.zeroFrames .>= stage.silenceFrames
      stage.zeroFrames.replace(with: stage.silenceFrames, where: isSilent)

      let wanted = isShaped ? stage.shaper.wanted(input) : input
      let dithered = wanted + stage.noise.next()
      let rounded = (dithered + Self.roundingBias) - Self.roundingBias
      // The error of the rounding alone: one that clips would feed on itself.
      stage.shaper.add(error: (rounded - wanted).replacing(with: 0, where: isSilent))

      let lowest = rounded.replacing(with: -scale, where: rounded .< -scale)
      let inside = lowest.replacing(with: scale - 1, where: lowest .> scale - 1)
      block[i] = Frame(inside.replacing(with: 0, where: isSilent) * step)
    }
    self = stage
  }
}
