import Foundation

/// What a stage has to do for each frame, counted from its source.
struct StageWork {
  /// What is computed and touched.
  let part: Part
  /// The longest chain of multiplications and additions from a frame to the next, as they are written: no
  /// processor goes on before it is through, however many it could do side by side.
  var chain = 0.0
  /// Whether what it reads fits the first cache.
  var isNear = true

  /// Nothing on: the guard, the delays, the gain, clip and limiter that find nothing to do, three meters.
  static let neutral = StageWork(
    part: Part(single: 12) + 2 * .delay  // InputGuard; the dry sound and the match EQ's own delay.
      + Part(single: 4, bytes: 48)  // MatchEQ codes what its convolver keeps.
      + .delay  // MidSideStages
      + Part(single: 2, double: 1) + .block  // Governor
      + .quietOversampler + Part(double: 4, bytes: 16)  // SoftClip, with the powers it sums.
      + .quietOversampler + 2 * .lowPass4  // Limiter
      + Part(single: 6 + 5 + 11 + 4 + 2, bytes: 64)  // Its requests, of peaks and of the bass.
      + 4 * .kWeighting + Part(double: 4, bytes: 16)  // MeterBridge: the master and the mix.
      + Part(double: 3, bytes: 8),  // CorrelationMeter
    chain: 3)

  /// A stage's work at a rate in Hz; nil where there is no such stage.
  static func of(_ stage: String, sampleRate: Double, activity: Activity) -> StageWork? {
    switch stage {
    case "highpass":
      StageWork(part: 2 * .stateVariable + Part(double: 5) + .block, chain: 3)
    case "mono_sub":
      // BassTracker's low-pass and its transform every 20 ms; the two low-passes; what they are mixed to.
      StageWork(
        part: 2 * .lowPass4 + (50 / sampleRate) * .transform(256) + 4 * .stateVariableStep
          + Part(double: 23, bytes: 8) + .block, chain: 3)
    case "match": matchEQ(sampleRate)
    case "match_learn": matchLearning(sampleRate)
    case "warmth": StageWork(part: 4 * .stateVariable + .block, chain: 3)
    case "masking":
      // Two bands of two edges, the bell, its gain, two powers.
      StageWork(
        part: 5 * .stateVariable + Part(double: 5, bytes: 8) + .block + .midAndSide, chain: 3)
    case "deess":
      StageWork(
        part: 3 * .stateVariable + Part(double: 5, bytes: 8) + .block + .midAndSide, chain: 3)
    case "glow":
      // The cube and its law; an edge on either side; four pairs of all-passes; a low-pass of fifth order.
      StageWork(
        part: 4 * .stateVariable + Part(double: 7 + 16 + 4 + 3) + .block + .midAndSide, chain: 3)
    case "width":
      StageWork(
        part: 2 * .firstOrder + Part(double: 4) + .block + .widthGuard + .midAndSide, chain: 2)
    case "microshift":
      // VelvetNoise: twelve taps of one channel.
      StageWork(
        part: .firstOrder + Part(single: 13, double: 3, bytes: 12 * 4 + 16) + .block + .widthGuard
          + .midAndSide, chain: 2)
    case "microdetail":
      StageWork(
        part: .stateVariable + .firstOrder + Part(double: 6) + .block + .widthGuard + .midAndSide,
        chain: 3)
    case "movement":
      StageWork(
        part: Part(double: 5) + .phrase + .block + .widthGuard + .midAndSide, chain: 3)
    case "hook_lift":
      // Between choruses it listens only, and the programme has none.
      StageWork(part: .phrase + .midAndSide, chain: 3)
    case "transient":
      StageWork(
        part: .stateVariable + Part(double: 5, bytes: 8) + .block + .midAndSide, chain: 3)
    case "clip": clip(activity)
    case "limiter": limiter(activity)
    case "dither":
      // Noise of two channels by whole numbers of 64 bits; the shaper's five products; the rounding. The
      // chain is an error's way through product, four sums, two differences, noise and rounding.
      StageWork(part: 2 * Part(double: 12 + 16) + .block, chain: 10)
    default: nil
    }
  }

  /// `PartitionedConvolver`: two transforms there and two back for each partition, of two partitions'
  /// length, and all bins of both channels times those of all partitions.
  private static func matchEQ(_ sampleRate: Double) -> StageWork {
    var length = 64.0
    while length * 375 * 1.42 < sampleRate { length *= 2 }
    let taps = 2 * length + 2 * (4_095 * sampleRate / 96_000).rounded(.down) + 1
    let rows = max(1, ((taps + length - 1) / length).rounded(.down) - 1)
    let bins = 2 * (length + 1)
    let products = Part(single: 4 * rows * bins, bytes: 2 * 8 * rows * bins)
    let sums = Part(bytes: 2 * 16 * bins)
    return StageWork(
      part: (1 / length) * (4 * .realTransform(2 * length) + products + sums)
        + Part(single: 2) + .block,
      isNear: false)
  }

  /// `SpectrumAnalyzer`: a window, a transform in two passes and the sums of its bins, every half window.
  private static func matchLearning(_ sampleRate: Double) -> StageWork {
    var length = 1_024.0
    while length * 1.4142 < 0.34 * sampleRate { length *= 2 }
    let window = Part(single: 2 * length, bytes: (8 + 8 + 8) * length)
    // The second pass reads and writes once more, and there are factors between.
    let passes = Part(bytes: (16 + 8) * length)
    let bands = Part(single: 10 * length / 2, bytes: 8 * length)
    return StageWork(
      part: (2 / length) * (window + .transform(length) + passes + bands)
        + Part(single: 6, bytes: 16),
      isNear: false)
  }

  /// `SoftClip`: interpolation where a group of frames is loud, the curve at eight moments of every frame
  /// that is, and `SparseDecimator`.
  private static func clip(_ activity: Activity) -> StageWork {
    let peaks = Part(single: 2 * 9)
    // ClipCurve: an integral and an average of either channel at each moment, then the kernels' products.
    let bend = Part(single: 8 * 32 + 32 + 16, double: 2 * 8 * (14 + 5))
    let decimator = Part(single: 2 + 2 * (2 * 26 + 2 * 26) + 4, bytes: 4 * 8 + 16)
    return StageWork(
      part: activity.clippedGroups
        * (.loudOversampler(halfReach: 24, phaseReach: 6) + peaks + decimator)
        + activity.clippedFrames * bend)
  }

  /// `Limiter`: interpolation and peaks where a group of frames is loud; held minima, two releases in
  /// double precision, three averages and the gain wherever it works.
  private static func limiter(_ activity: Activity) -> StageWork {
    let peaks = Part(single: 2 * 8 * 11)
    let envelope = Part(single: 2 * 2 * 3 + 4, double: 2 * 15 + 2, bytes: 64)
    let smoother = Part(double: 2 * 14, bytes: 3 * 32)
    return StageWork(
      part: activity.limitedGroups * (.loudOversampler(halfReach: 96, phaseReach: 4) + peaks)
        + envelope + smoother,
      chain: 4)
  }
}
