/// Where one recording of a programme lies against another.
public struct Alignment: Sendable, Equatable {
  /// How far B is behind A, in frames; negative where it is ahead.
  public var lagFrames: Int
  /// What is left of the lag beyond whole frames, from -0.5 to 0.5, which no shift takes out.
  public var restFrames: Double
  /// How alike the waveforms are there, each frequency counting for its coherence, from 0 to 1.
  public var likeness: Double
  /// Whether B is A upside down.
  public var isInverted: Bool

  /// The least likeness that is believed: two songs come to 0.03 at most, masters of one mix that were
  /// limited hard and encoded at 64 kbit/s to 0.5 and more.
  public static let leastLikeness = 0.15

  /// Whether both are one programme, so that the lag means something.
  public var isTrusted: Bool { likeness >= Self.leastLikeness }

  /// How far B has to be moved for both to run together, in frames; none where the lag means nothing.
  public var shiftFrames: Int { isTrusted ? lagFrames : 0 }
}
