import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What happens while the match EQ's curve, phase or reference changes.
@Suite struct MatchChangeTests {
  private static let music = syntheticMix(seconds: 12, sampleRate: 48_000)
  private static let original = capturedSpectrum(music)
  private static let colouredSpectrum = capturedSpectrum(coloured(music))

  /// The highest level above 6 kHz of a low tone that runs through a chain while `change` happens at 1 s,
  /// in dB below the tone.
  private func click(
    _ settings: Settings, change: (inout MasteringChain) -> Void
  ) -> Double {
    var chain = matchingChain(
      settings, reference: Self.original, source: Self.colouredSpectrum)
    let tone = faded(sine(hertz: 110, amplitude: 0.3, seconds: 3, sampleRate: 48_000))
    var frame = 0
    let output = rendered(tone, blockLengths: [64]) { block in
      if frame == 48_000 { change(&chain) }
      chain.process(&block)
      frame += block.count
    }
    let filter = StateVariableCoefficients.highpass(
      cutoffHertz: 6_000, q: 0.7, sampleRate: 48_000)
    var filters = [StateVariableFilter(), StateVariableFilter(), StateVariableFilter()]
    var highest = 0.0
    for (i, frame) in output[..<140_000].enumerated() {
      var value = DoubleFrame(frame)
      for k in filters.indices { value = filters[k].process(value, filter) }
      if i >= 24_000 { highest = max(highest, abs(value.x)) }
    }
    return decibels(amplitude: highest / 0.3)
  }

  @Test("a change of phase does not click", arguments: PhaseMode.allCases, PhaseMode.allCases)
  func phase(from: PhaseMode, to: PhaseMode) {
    let level = click(.matching(phase: from)) { $0.settings.phase = to }
    #expect(level < -80)
  }

  @Test("a change of reference, amount, range or smoothing does not click")
  func curve() {
    let changes: [(inout MasteringChain) -> Void] = [
      { $0.setSpectrum(Self.colouredSpectrum, at: .reference) },
      { $0.setSpectrum(nil, at: .reference) },
      { $0.settings.matchPercent = -100 },
      { $0.settings.matchPercent = 0 },
      { $0.settings.matchLowHertz = 1_000 },
      { $0.settings.matchSmoothingOctaves = 2 },
      { $0.settings.preset = .club },
    ]
    for phase in PhaseMode.allCases {
      for change in changes { #expect(click(.matching(phase: phase), change: change) < -80) }
    }
  }

  @Test("out of the path and back does not click")
  func outAndBack() {
    let level = click(.matching(percent: 0)) { $0.settings.matchPercent = 100 }
    #expect(level < -80)
  }

  @Test(
    "a change is heard in full within half a second",
    arguments: PhaseMode.allCases, [8_000.0, 48_000, 192_000])
  func promptness(phase: PhaseMode, sampleRate: Double) {
    let bands = capturedSpectrum(
      pinkNoise(seconds: 3, sampleRate: sampleRate), sampleRate: sampleRate)
    var tilted = bands
    for band in 0..<tilted.bands.count {
      tilted.bands[band] *= Float(pow(10, (Double(band) - 150) / 600))
    }
    var settings = Settings.matching(percent: 0, phase: phase)
    settings.gainReductionLimitDecibels = 12
    let late = pinkNoise(rms: 0.05, seconds: 2, sampleRate: sampleRate)
    var outputs: [Signal] = []
    for isChangedLate in [false, true] {
      var chain = matchingChain(
        settings, reference: tilted, source: bands, sampleRate: sampleRate)
      if !isChangedLate { chain.settings.matchPercent = 100 }
      chain.restart()
      var frame = 0
      outputs.append(
        rendered(late, blockLengths: [64]) { block in
          if frame >= Int(sampleRate) / 64 * 64 { chain.settings.matchPercent = 100 }
          chain.process(&block)
          frame += block.count
        })
      // The change is heard once the latency has passed, too.
      let settled = Int(1.5 * sampleRate) + chain.latencyFrames
      guard isChangedLate else { continue }
      let largest = zip(outputs[0], outputs[1]).dropFirst(settled).reduce(Float(0)) {
        max($0, abs($1.0.x - $1.1.x))
      }
      #expect(largest < 1e-5)
    }
  }

  @Test(
    "the same bits for any split into blocks while the mix is learned",
    arguments: PhaseMode.allCases)
  func split(phase: PhaseMode) {
    let outputs = [[512], [1, 7, 63, 1_000], [8_192]].map { blockLengths -> Signal in
      var chain = matchingChain(.matching(phase: phase), reference: Self.original, source: nil)
      return rendered(Self.music, blockLengths: blockLengths) { chain.process(&$0) }
    }
    #expect(outputs.allSatisfy { $0.elementsEqual(outputs[0]) })
  }

  @Test("what was learned, handed to a new chain, gives the same bits from the first frame on")
  func handedOver() {
    var chain = matchingChain(.matching(), reference: Self.original, source: nil)
    let mix = coloured(Self.music)
    _ = rendered(mix + mix) { chain.process(&$0) }
    let learned = chain.learnedSpectrum
    let copy = LearnedSpectrum(wordCount: LearnedSpectrum.wordCount) { learned.word(at: $0) }
    var other = matchingChain(.matching(), reference: Self.original, source: nil)
    other.learnedSpectrum = copy ?? LearnedSpectrum()
    // Both in an export, which holds what is known, and where learning is held by hand.
    for isExport in [false, true] {
      chain.settings.isMatchLearning = isExport
      chain.settings.isFreewheeling = isExport
      other.settings = chain.settings
      chain.restart()
      other.restart()
      let signal = Array(Self.music[..<96_000])
      let first = rendered(signal) { chain.process(&$0) }
      let second = rendered(signal) { other.process(&$0) }
      #expect(first.elementsEqual(second))
      #expect(!first.elementsEqual(delayed(signal, frames: chain.latencyFrames)))
    }
  }

  @Test("held, nothing is learned; reset forgets")
  func holdAndReset() {
    var settings = Settings.matching()
    settings.isMatchLearning = false
    var chain = matchingChain(settings, reference: Self.original, source: nil)
    _ = rendered(Self.music) { chain.process(&$0) }
    #expect(chain.learnedSpectrum.frames == 0)
    #expect(chain.meters.matchState == .learning)
    chain.settings.isMatchLearning = true
    _ = rendered(Self.music) { chain.process(&$0) }
    #expect(chain.learnedSpectrum.frames > 30)
    chain.settings.isResetRequested = true
    _ = rendered(Array(Self.music[..<9_600])) { chain.process(&$0) }
    #expect(chain.learnedSpectrum.frames == 0)
  }

  @Test("the state tells what is missing")
  func state() {
    var chain = matchingChain(.matching(), reference: nil, source: nil)
    let silence = Signal(repeating: .zero, count: 128)
    func state() -> MatchState {
      _ = rendered(silence) { chain.process(&$0) }
      return chain.meters.matchState
    }
    #expect(state() == .none)
    chain.settings.referenceSlot = 3
    #expect(state() == .error)
    chain.setSpectrum(Self.original, at: .slot(3))
    #expect(state() == .learning)
    chain.settings.sourceSlot = 4
    #expect(state() == .error)
    chain.setSpectrum(Self.colouredSpectrum, at: .slot(4))
    #expect(state() == .matched)
    chain.hasProfileFault = true
    #expect(state() == .error)
  }
}
