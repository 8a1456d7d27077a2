import AuralMind

/// What the chain showed in one pass, by hops of 100 ms, and what each stage did to the level.
struct PassRecord: Sendable {
  /// What the part before the governor showed.
  let tone: ToneRecord
  /// What the part from the governor on showed.
  let loudness: LoudnessRecord
  /// How late the hops are, in seconds.
  let latencySeconds: Double

  /// The level at every `StagePlace`, in their order.
  var levels: [StageLevel] {
    tone.levels(bursts: loudness.bursts) + loudness.levels
  }
}
