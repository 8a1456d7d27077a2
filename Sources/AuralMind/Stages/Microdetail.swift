import AuralDSP
import CRealtime

/// Brings up what is quiet in the top of side: upward compression above 2.5 kHz.
///
/// The threshold goes with the long-term level of the band itself, so that the same mix at another
/// level gets the same detail. What lies far below is left alone: a floor that goes with the band's
/// level and with the programme's loudness, and that no setting moves below -66 dBFS, keeps hiss
/// where it was. Levels and gain as in D. Giannoulis, M. Massberg & J. D. Reiss, "Digital Dynamic
/// Range Compressor Design" (JAES 60(6), 2012): the smoothing works on the gain in decibels. At 0 %
/// the stage is out of the path.
struct Microdetail {
  /// Where the band begins, in Hz: the original engine's lower edge.
  private static let cornerHertz = 2_500.0

  /// Q of a second-order Butterworth filter: √½.
  private static let butterworthQ = 0.7071067811865476

  /// The span of the level measurement, in seconds: ten periods of the lower edge.
  private static let levelSeconds = 0.005

  /// The preset threshold that lies at the band's long-term level, in dB.
  ///
  /// With it, music of four kinds gets between 0.4 and 1.1 dB of boost on average, and its band up
  /// to 0.2 dB more power.
  private static let levelThresholdDecibels = -34.0

  /// How quickly the gain rises and falls, in seconds: the original engine's.
  private static let riseSeconds = 0.012
  private static let fallSeconds = 0.16

  /// Frames from one look at the level to the next; a quantum is four times as long.
  private static let strideFrames = 16

  private let sampleRate: Double
  private let detection: StateVariableCoefficients
  private let rise: Double
  private let fall: Double

  /// The detector, the band and its gain less 1, and how much of that is let in.
  private var filters = detail_filters()
  /// The band's power for each that the filters have of it, and the band itself.
  private let powerScale: Double
  private let bandScale: Double
  private var depth: Glide
  private var jumps = true
  private var slope = 0.0
  private var maximum = 0.0
  private var threshold = 0.0
  /// What was known of the track, its level in the band in dB, and the floor that follows.
  private var balance: TrackBalance?
  private var levelDecibels = 0.0
  private var floor = DetailFloor()
  /// The boost in dB, smoothed, and how much of it the floor leaves.
  private var boost = 0.0
  private var presence = 0.0
  /// The frames of the stride that are over.
  private var frame = 0

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    detection = .highpass(
      cutoffHertz: Self.cornerHertz, q: Self.butterworthQ, sampleRate: sampleRate)
    // The loop leaves out the scales of its high-passes, and the share of the newest in the level.
    let levelShare = 1 - exp(-1 / (sampleRate * Self.levelSeconds))
    powerScale = levelShare * detection.scale * detection.scale
    filters.power_keep = 1 - levelShare
    filters.a1 = detection.recursion.x
    filters.a2 = detection.recursion.y
    let g = tan(.pi * min(Self.cornerHertz / sampleRate, 0.49))
    bandScale = 1 / (1 + g)
    filters.feed = 2 * g / (1 + g)
    let stride = Double(Self.strideFrames)
    rise = 1 - exp(-stride / (sampleRate * Self.riseSeconds))
    fall = 1 - exp(-stride / (sampleRate * Self.fallSeconds))
    depth = Glide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { filters.depth != 0 || filters.depth_step != 0 }
  }

  /// By how much the band lets through the power of a steady tone at `hertz`.
  ///
  /// `TrackBalance.detailPower` is the power of side under this response.
  @_noLocks
  func detailGain(hertz: Double) -> Double {
    guard hertz < sampleRate / 2 else { return 0 }
    return detection.powerGain(hertz: hertz, sampleRate: sampleRate)
  }

  /// Takes up the settings and the track's levels, for the quantum that follows.
  ///
  /// - Parameters:
  ///   - amountPercent: 100 for as much as the preset says; at 0 the stage leaves the path.
  ///   - amount: The boost in dB for each dB below the threshold.
  ///   - thresholdDecibels: -34 for the band's own long-term level, less for a lower one.
  ///   - maximumBoostDecibels: The largest boost.
  ///   - mix: How much of the boosted band is let in.
  ///   - balance: The track's levels; without trust there is no boost.
  @_noLocks
  mutating func update(
    amountPercent: Double, amount: Double, thresholdDecibels: Double, maximumBoostDecibels: Double,
    mix: Double, balance: TrackBalance
  ) {
    setDepth(amountPercent * 0.01 * mix)
    slope = amount
    maximum = maximumBoostDecibels
    if balance != self.balance { take(balance) }
    threshold = levelDecibels + thresholdDecibels - Self.levelThresholdDecibels
    frame = 0
    if !isInPath { forget() }
  }

  /// Forgets the sound and jumps to the depth of the next `update`.
  @_noLocks
  mutating func reset() {
    forget()
    jumps = true
  }

  /// Works on side, the second lane of coded frames.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    let frames = unsafe firstFrame(of: &block)
    var start = 0
    while start < block.count {
      let isFirst = frame == 0
      if isFirst {
        unsafe hear_detail(&filters, frames + start)
        follow()
      }
      let count = min(Self.strideFrames &- frame, block.count &- start)
      unsafe lift_detail(&filters, frames + start, isFirst ? 1 : 0, count)
      start &+= count
      frame &+= count
      if frame == Self.strideFrames { frame = 0 }
    }
  }

  /// Takes up the track's levels where they have changed.
  @_noLocks
  private mutating func take(_ balance: TrackBalance) {
    self.balance = balance
    levelDecibels = decibels(power: balance.detailPower)
    floor = DetailFloor(levelDecibels: levelDecibels, balance: balance)
  }

  /// Goes towards a depth for the quantum that follows.
  @_noLocks
  private mutating func setDepth(_ target: Double) {
    let scaled = target * bandScale
    if jumps { depth.jump(to: scaled) }
    jumps = false
    depth.head(for: scaled)
    filters.depth = depth.value
    depth.advance()
    filters.depth_step = (depth.value - filters.depth) / Double(Glide.quantumFrames)
  }

  /// Takes the level of the band and sets out for the gain it asks for.
  @_noLocks
  private mutating func follow() {
    let level = decibels(power: filters.power * powerScale)
    let wanted = min(max((threshold - level) * slope, 0), maximum)
    boost += (wanted - boost) * (wanted > boost ? rise : fall)
    // What falls below the floor is let go of quickly: hiss must not be lifted while music rings
    // off.
    presence += (floor.presence(levelDecibels: level) - presence) * rise
    let lifted = boost * presence
    let goal = lifted > 0 ? amplitude(decibels: lifted) - 1 : 0
    filters.lift_step = (goal - filters.lift) / Double(Self.strideFrames)
  }

  @_noLocks
  private mutating func forget() {
    filters.first = 0
    filters.second = 0
    filters.state = 0
    filters.power = 0
    filters.lift = 0
    filters.lift_step = 0
    boost = 0
    presence = 0
  }
}
