/// A verse and its bass from behind a wall: nothing above a few hundred hertz, and far down.
struct DarkMix: RegressionSound {
  /// Where the wall begins, in Hz; two filters in a row fall by 24 dB an octave.
  private static let cutoffHertz = 450.0
  /// About −33 LUFS: within the 24 dB that the governor can add, for all presets.
  private static let level = 0.085

  private var clock: StepClock
  private var bass: DemoBass
  private var pad: DemoPad
  private var lead: DemoLead
  private var filters: [(left: ToneFilter, right: ToneFilter)]

  /// Starts with the verse.
  init(sampleRate: Double) {
    clock = StepClock(sampleRate: sampleRate)
    bass = DemoBass(sampleRate: sampleRate)
    pad = DemoPad(sampleRate: sampleRate)
    lead = DemoLead(sampleRate: sampleRate)
    let filter = ToneFilter(hertz: Self.cutoffHertz, q: 0.7, sampleRate: sampleRate)
    filters = [(filter, filter), (filter, filter)]
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    if let step = clock.tick() {
      let score = DemoScore(step: step)
      bass.strike(score)
      pad.strike(score)
      lead.strike(score)
    }
    let low = bass.next()
    var frame = SIMD2(low, low) + pad.next() + lead.next()
    for i in filters.indices {
      frame.x = filters[i].left.process(frame.x).low
      frame.y = filters[i].right.process(frame.y).low
    }
    return frame * Self.level
  }
}
