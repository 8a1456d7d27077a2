import AuralDSP

/// Learns how the short-term loudness of the track is spread while it plays.
struct RunningPhraseLevels {
  /// How often the loudness is counted, in seconds: a new section is told within ten counts.
  private static let stepSeconds = 0.1

  /// When half is forgotten, in counts: two minutes, so that one to two are remembered, which is a
  /// verse and a chorus; another song is told within a minute or so.
  private static let memoryCount = 1_200

  /// How many quanta make a step.
  private let stepQuanta: Int
  private var quanta = 0
  private var count = 0
  private var tenth = RunningQuantile(part: 0.1, memoryCount: memoryCount)
  private var quarter = RunningQuantile(part: 0.25, memoryCount: memoryCount)
  private var threeQuarters = RunningQuantile(part: 0.75, memoryCount: memoryCount)
  private var ninetieth = RunningQuantile(part: 0.9, memoryCount: memoryCount)

  /// Knows nothing yet; it hears one value a quantum of `quantumSeconds`.
  init(quantumSeconds: Double) {
    stepQuanta = max(1, Int((Self.stepSeconds / quantumSeconds).rounded()))
  }

  /// How much has been heard, in seconds.
  var heardSeconds: Double {
    @_noLocks get { Double(count) * Self.stepSeconds }
  }

  /// The spread of what has been heard.
  var levels: PhraseLevels {
    @_noLocks get {
      PhraseLevels(
        tenthLUFS: tenth.value, quarterLUFS: quarter.value,
        threeQuartersLUFS: threeQuarters.value, ninetiethLUFS: ninetieth.value)
    }
  }

  /// Forgets everything.
  @_noLocks
  mutating func reset() {
    quanta = 0
    count = 0
    tenth.reset()
    quarter.reset()
    threeQuarters.reset()
    ninetieth.reset()
  }

  /// Hears the short-term power of a quantum, K-weighted.
  @_noLocks
  mutating func hear(_ shortTerm: FadingMean) {
    quanta += 1
    guard quanta == stepQuanta else { return }
    quanta = 0
    count += 1
    let shortTermLUFS = loudnessLUFS(power: shortTerm.value)
    tenth.add(shortTermLUFS)
    quarter.add(shortTermLUFS)
    threeQuarters.add(shortTermLUFS)
    ninetieth.add(shortTermLUFS)
  }
}
