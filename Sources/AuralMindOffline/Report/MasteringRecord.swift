import AuralMind

/// What a report shows of a master beyond its figures, gathered while it is made.
///
/// It holds some 40 bytes for each tenth of a second: of an hour 2 MB.
public struct MasteringRecord: Sendable {
  /// The mix, as the first reading heard it.
  let mix: CapturedTrack
  /// The master, as it was written.
  let master: CapturedTrack
  /// What the mix was matched to; nil without a reference.
  let reference: MatchSpectrum?
  /// The pass that was kept.
  let pass: PassRecord
}
