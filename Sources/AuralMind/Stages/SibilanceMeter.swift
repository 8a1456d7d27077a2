public import AuralDSP

/// Tells how sibilant a programme is: what the de-esser hears and would do, without doing it.
///
/// The law, the band and the step are the de-esser's; the threshold is the one for a track of which nothing
/// is known, so that tracks compare. Drums and steady tones do not count, nor does the level of the whole.
public struct SibilanceMeter: Sendable {
  /// The de-esser's look-ahead, in seconds, which decides the length of its step.
  private static let lookaheadSeconds = 0.0007
  /// What the law takes of what exceeds its threshold: that of the usual ratio, 3.
  private static let slope = 2.0 / 3
  /// A dip this deep is heard, in dB: about the least change of level that is.
  private static let heardDecibels = 1.0
  /// Mid below this power, -70 dBFS, is silence and does not count.
  private static let silentPower = 1e-7

  private let isPossible: Bool
  private let stepFrames: Int
  private var band: BandPass
  private var law: SibilanceLaw
  private var powers = DoubleFrame.zero
  private var position = 0
  private var steps = 0
  private var sibilantSteps = 0

  /// Creates a meter for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    isPossible = DeEsser.highHertz < sampleRate / 2
    let lookaheadFrames = Int(Self.lookaheadSeconds * sampleRate)
    stepFrames = SteppedGain(lookaheadFrames: lookaheadFrames).stepFrames
    band = BandPass(
      lowHertz: DeEsser.lowHertz, highHertz: DeEsser.highHertz, sampleRate: sampleRate)
    law = SibilanceLaw(stepSeconds: Double(stepFrames) / sampleRate)
  }

  /// The share of the time heard in which sibilants stand out, from 0 to 1.
  public var share: Double { steps > 0 ? Double(sibilantSteps) / Double(steps) : 0 }

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
    let dip = law.dipDecibels(
      powers: mean, thresholdDecibels: SibilanceLaw.unknownThreshold, slope: Self.slope)
    guard mean.y > Self.silentPower else { return }
    steps += 1
    if dip >= Self.heardDecibels { sibilantSteps += 1 }
  }
}
