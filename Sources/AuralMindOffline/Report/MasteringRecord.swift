import AuralMind

/// What a report shows of a master beyond its figures, gathered while it is made.
///
/// It holds some 40 bytes for each tenth of a second: of an hour 2 MB.
public final class MasteringRecord {
  /// The mix, as the first reading heard it.
  var mix: CapturedTrack?
  /// The master, as it was written.
  var master: CapturedTrack?
  /// What the mix was matched to; nil without a reference.
  var reference: MatchSpectrum?
  /// The last pass that was made: the one that was kept.
  var pass = PassRecord(sampleRate: 48_000, latencyFrames: 0)

  /// Creates a record of nothing.
  public init() {}
}
