import AuralDSP

/// What each stage does to the level, heard in bursts that are of the same sound behind every stage.
///
/// Off it costs a branch a stage; on, less than a tenth of the chain. It touches no bit of the sound.
struct StageLevels: ~Copyable {
  /// Whether levels are heard.
  var isOn = false

  private var meters: InlineArray<18, BurstMeter>

  init(sampleRate: Double) {
    meters = InlineArray(repeating: BurstMeter(sampleRate: sampleRate))
  }

  /// Starts again with the latencies, in frames, that the stages have from the next frame on.
  @_noLocks
  mutating func begin(match: Int, midSide: Int, clip: Int, limiter: Int) {
    let coded = StagePlace.masking.rawValue...StagePlace.transient.rawValue
    for place in 0..<meters.count {
      var latency = 0
      if place >= StagePlace.match.rawValue { latency += match }
      if place >= coded.lowerBound { latency += midSide }
      if place >= StagePlace.clip.rawValue { latency += clip }
      if place >= StagePlace.limiter.rawValue { latency += limiter }
      meters[place].begin(latencyFrames: latency, isMidSide: coded.contains(place))
    }
  }

  /// Hears what is at a place, and leaves it as it is.
  @_noLocks @inline(__always)
  mutating func hear(_ block: inout MutableSpan<Frame>, at place: StagePlace) {
    if isOn { meters[place.rawValue].hear(&block) }
  }

  /// The number of whole bursts that were heard at a place.
  func bursts(at place: StagePlace) -> Int { meters[place.rawValue].bursts }

  /// The level at a place over its first bursts: all of them, or all but the last.
  func level(at place: StagePlace, bursts: Int) -> StageLevel {
    meters[place.rawValue].level(bursts: bursts)
  }
}
