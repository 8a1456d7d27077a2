/// What a programme was like in a hop of 100 ms.
public struct HopReading: Sendable, Equatable {
  /// Loudness of the 400 ms that end with the hop, in LUFS; -120 before they are whole.
  public var momentaryLUFS: Float
  /// Loudness of the 3 s that end with the hop, in LUFS; -120 before they are whole.
  public var shortTermLUFS: Float
  /// The highest peak between samples in the hop, in dBTP.
  public var truePeakDecibels: Float
}
