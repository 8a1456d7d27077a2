import AuralDSP

/// Chooses what is heard: the master, the aligned source at the master's loudness, or their difference.
///
/// Bypass is the aligned source as it is. Every choice is a pair of gains that glide in 30 ms; at
/// rest, master and source pass to the last bit.
struct Monitor {
  private var masterGain: Glide
  private var sourceGain: Glide
  private var master: Float = 1
  private var source: Float = 0
  private var masterStep: Float = 0
  private var sourceStep: Float = 0
  /// Where the gains of the quantum under way end.
  private var masterEnd: Float = 1
  private var sourceEnd: Float = 0
  private var isFresh = true

  init(sampleRate: Double) {
    masterGain = Glide(initial: 1, sampleRate: sampleRate)
    sourceGain = Glide(initial: 0, sampleRate: sampleRate)
  }

  /// Takes the next update at once.
  @_noLocks
  mutating func reset() {
    isFresh = true
  }

  /// Prepares the quantum that follows.
  ///
  /// - Parameters:
  ///   - settings: What is to be heard.
  ///   - loudnessMatch: The gain that brings the source to the master's loudness, as an amplitude.
  @_noLocks
  mutating func update(_ settings: Settings, loudnessMatch: Double) {
    var target = (master: 1.0, source: 0.0)
    if !settings.isEnabled {
      target = (0, 1)
    } else {
      switch settings.listen {
      case .master: target = (1, 0)
      case .source: target = (0, loudnessMatch)
      case .delta: target = (1, -1)
      }
    }
    if isFresh {
      masterGain.jump(to: target.master)
      sourceGain.jump(to: target.source)
      masterEnd = Float(target.master)
      sourceEnd = Float(target.source)
      isFresh = false
    }
    masterGain.head(for: target.master)
    sourceGain.head(for: target.source)
    masterGain.advance()
    sourceGain.advance()
    // A quantum begins exactly where the last should have ended: what adding up its steps rounded
    // off would otherwise keep a gain from ever being 1.
    master = masterEnd
    source = sourceEnd
    masterEnd = Float(masterGain.value)
    sourceEnd = Float(sourceGain.value)
    masterStep = (masterEnd - master) / Float(Glide.quantumFrames)
    sourceStep = (sourceEnd - source) / Float(Glide.quantumFrames)
  }

  /// Replaces the master, piece by piece, by what is heard; `dry` holds the source from `start` on.
  @_noLocks
  mutating func process(
    _ block: inout MutableSpan<Frame>, dry: borrowing FrameBuffer, from start: Int
  ) {
    if masterStep == 0 && sourceStep == 0 {
      if master == 1 && source == 0 { return }
      if master == 0 && source == 1 {
        for i in block.indices { block[i] = dry[start + i] }
        return
      }
    }
    var master = self.master
    var source = self.source
    for i in block.indices {
      master += masterStep
      source += sourceStep
      block[i] = block[i] * master + dry[start + i] * source
    }
    self.master = master
    self.source = source
  }
}
