public import AuralDSP

/// Tells how sibilant a programme is: what the de-esser would hear and do in it, without doing it.
///
/// The law, the band and the step are the de-esser's. Its threshold follows from the balance of the whole,
/// which is known last, so that several are tried at once. Drums and steady tones do not count, nor does
/// the level of the whole.
public struct SibilanceMeter: Sendable {
  /// The de-esser's look-ahead, in seconds, which decides the length of its step.
  private static let lookaheadSeconds = 0.0007
  /// What the law takes of what exceeds its threshold: that of the usual ratio, 3.
  private static let slope = 2.0 / 3
  /// A dip this deep makes a difference, in dB: half of it is made at the usual mix.
  private static let heardDecibels = 2.0
  /// Mid below this power, -70 dBFS, is silence and does not count.
  private static let silentPower = 1e-7
  /// How far one threshold is from the next, in dB: the range of thresholds is five times that.
  private static let thresholdStep =
    (SibilanceLaw.highestThreshold - SibilanceLaw.lowestThreshold) / 5

  private let isPossible: Bool
  private let stepFrames: Int
  private var band: BandPass
  private var laws: InlineArray<6, SibilanceLaw>
  private var sibilantSteps = InlineArray<6, Int>(repeating: 0)
  private var steps = 0
  private var powers = DoubleFrame.zero
  private var position = 0

  /// Creates a meter for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    isPossible = DeEsser.highHertz < sampleRate / 2
    let lookaheadFrames = Int(Self.lookaheadSeconds * sampleRate)
    stepFrames = SteppedGain(lookaheadFrames: lookaheadFrames).stepFrames
    band = BandPass(
      lowHertz: DeEsser.lowHertz, highHertz: DeEsser.highHertz, sampleRate: sampleRate)
    laws = InlineArray(repeating: SibilanceLaw(stepSeconds: Double(stepFrames) / sampleRate))
  }

  /// The share of the time heard in which sibilants stand out, from 0 to 1, in a track whose mid has this
  /// spectrum.
  public func share(in spectrum: BandSpectrum) -> Double {
    guard isPossible, steps > 0 else { return 0 }
    var balance = TrackBalance()
    balance.trust = 1
    for index in 0..<spectrum.count {
      let power = Double(spectrum[index].x)
      balance.midPower += power
      balance.sibilancePower += power * band.powerGain(hertz: OctaveBands.centreHertz(index))
    }
    let place =
      (SibilanceLaw.threshold(balance) - SibilanceLaw.lowestThreshold) / Self.thresholdStep
    // A threshold between two has a share between theirs.
    let lower = min(max(Int(place), 0), 4)
    let part = place - Double(lower)
    let share =
      Double(sibilantSteps[lower]) * (1 - part) + Double(sibilantSteps[lower + 1]) * part
    return share / Double(steps)
  }

  /// Hears frames of left and right.
  public mutating func process(_ block: borrowing MutableSpan<Frame>) {
    guard isPossible else { return }
    for i in block.indices {
      let mid = Double(block[i].x + block[i].y) / 2
      let pair = DoubleFrame(band.process(DoubleFrame(mid, 0)).x, mid)
      powers += pair * pair
      position += 1
      if position == stepFrames { completeStep() }
    }
  }

  private mutating func completeStep() {
    let mean = powers / Double(stepFrames)
    powers = .zero
    position = 0
    let isHeard = mean.y > Self.silentPower
    if isHeard { steps += 1 }
    for i in 0..<6 {
      let threshold = SibilanceLaw.lowestThreshold + Double(i) * Self.thresholdStep
      let dip = laws[i].dipDecibels(powers: mean, thresholdDecibels: threshold, slope: Self.slope)
      if isHeard, dip >= Self.heardDecibels { sibilantSteps[i] += 1 }
    }
  }
}
