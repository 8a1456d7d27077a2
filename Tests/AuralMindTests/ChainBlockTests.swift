import AuralDSP
import AuralMind
import CRealtime
import Support
import Testing

/// What a host may do with the length of its blocks.
@Suite struct ChainBlockTests {
  /// Settings that change every 100 ms or so, at multiples of 64 frames, over every kind of control.
  private func automation(_ frame: Int) -> Settings {
    var noise = SeededNoise(seed: UInt64(frame / 4_800))
    var settings = Settings()
    for control in Control.allCases where control.kind == .input && control != .reset {
      let range = control.range
      let share = Float(noise.uniform() * 0.5 + 0.5)
      settings[control] = range.lowest + (range.highest - range.lowest) * share
    }
    settings.isResetRequested = frame / 4_800 == 5
    return settings
  }

  /// Renders with `automation`, split into `blockLengths` but also wherever the settings change.
  private func automated(
    _ signal: Signal, sampleRate: Double, blockLengths: [Int]
  ) -> (Signal, Meters) {
    var chain = MasteringChain(sampleRate: sampleRate)
    chain.settings = automation(0)
    chain.restart()
    var output = Signal()
    var turn = 0
    while output.count < signal.count {
      chain.settings = automation(output.count)
      let change = (output.count / 4_800 + 1) * 4_800
      let end = min(signal.count, change, output.count + blockLengths[turn % blockLengths.count])
      turn += 1
      var block = Array(signal[output.count..<end])
      var span = block.mutableSpan
      chain.process(&span)
      output += block
    }
    return (output, chain.meters)
  }

  private static let splits = [
    [1], [7], [63], [64], [8_192], [0, 3, 64, 129, 1_000, 1], [61, 0, 512, 17, 4_096],
  ]

  @Test(
    "the same bits for any split of the input, with controls that move",
    arguments: splits, [44_100.0, 48_000, 96_000, 192_000])
  func anySplit(blockLengths: [Int], sampleRate: Double) {
    // 4 800 frames are 75 quanta, so that every change is due on the grid.
    let frames = Double(isDeepCheck ? 480_000 : 36_000)
    let signal = scaled(
      syntheticMix(seconds: frames / sampleRate, sampleRate: sampleRate), decibels: 6)
    let reference = automated(signal, sampleRate: sampleRate, blockLengths: [512])
    let split = automated(signal, sampleRate: sampleRate, blockLengths: blockLengths)
    #expect(split.0 == reference.0)
    #expect(split.1 == reference.1)
  }

  /// What parts of a chain with every stage on make of a mix one behind the other.
  ///
  /// The first sound of `signal` is at `soundFrame`, of which the parts behind the first are told.
  private func played(
    _ signal: Signal, by parts: [ChainPart], phase: PhaseMode, track: KnownTrack, soundFrame: Int
  ) -> Signal {
    var settings = Settings()
    settings.preset = .club
    settings.warmthPercent = 50
    settings.governor = .hold
    settings.governorGainDecibels = 6
    settings.phase = phase
    settings.dither = .bits24
    return parts.indices.reduce(signal) { signal, index in
      var chain = MasteringChain(sampleRate: 48_000, part: parts[index])
      chain.setTrack(track, at: .source)
      chain.settings = settings
      chain.restart()
      let silence = rendered(Array(signal[...soundFrame])) { chain.process(&$0) }
      if index > 0 { chain.beginSound() }
      return silence + rendered(Array(signal[(soundFrame + 1)...])) { chain.process(&$0) }
    }
  }

  @Test(
    "parts in a row give the bits of the whole, where the mix is known",
    arguments: PhaseMode.allCases, [0, 4_801, 48_063])
  func parts(phase: PhaseMode, silence: Int) {
    let sound = scaled(syntheticMix(seconds: 4, sampleRate: 48_000), decibels: 6)
    let track = KnownTrack(spectrum: capturedSpectrum(sound))
    let signal = Signal(repeating: .zero, count: silence) + sound
    let sounds = [[.whole], [.tone, .loudness], [.leftRight, .midSide, .loudness]].map {
      played(signal, by: $0, phase: phase, track: track, soundFrame: silence)
    }
    #expect(sounds[1] == sounds[0])
    #expect(sounds[2] == sounds[0])
    #expect(sounds[0] != signal)
  }

  @Test("the same bits run after run, and after a restart")
  func repeats() {
    let signal = scaled(syntheticMix(seconds: 2, sampleRate: 48_000), decibels: 6)
    var settings = Settings.driven(decibels: 6)
    settings.dither = .bits16
    let first = mastered(signal, settings)
    #expect(mastered(signal, settings) == first)
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = settings
    chain.restart()
    _ = rendered(
      whiteNoise(amplitude: 2, seconds: 1.0013, sampleRate: 48_000)
    ) { chain.process(&$0) }
    chain.restart()
    #expect(rendered(signal) { chain.process(&$0) } == first)
  }

  @Test("settings set within a quantum wait for the next point of the grid")
  func grid() {
    let signal = pinkNoise(seconds: 0.2, sampleRate: 48_000)
    let render = { (change: Int) in
      var chain = MasteringChain(sampleRate: 48_000)
      chain.settings = .neutral
      chain.restart()
      var frame = 0
      return rendered(signal, blockLengths: [1]) { block in
        if frame == change { chain.settings = .driven(decibels: 9) }
        chain.process(&block)
        frame += 1
      }
    }
    #expect(render(6_401) == render(6_464))
    #expect(render(6_400) != render(6_464))
  }

  // Intel's manual, volume 1, section 10.2.3: MXCSR as a process finds it is 0x1f80; bits 15 and 6
  // flush subnormals, bits 14 and 13 choose the rounding.
  @Test(
    "the host's rounding mode and flush bits are left as they were",
    arguments: [0x1f80, 0x1f80 | 0x8040, 0x1f80 | 0x6000] as [UInt32])
  func controlRegister(found: UInt32) {
    let before = float_control_read()
    defer { float_control_write(before) }
    var chain = MasteringChain(sampleRate: 48_000)
    var block = pinkNoise(seconds: 0.1, sampleRate: 48_000)
    var span = block.mutableSpan
    float_control_write(found)
    chain.process(&span)
    let after = float_control_read()
    float_control_write(before)
    // The lowest six bits are flags that any inexact operation raises.
    #expect(after & ~0x3f == found)
  }

  @Test("an empty block changes nothing")
  func emptyBlock() {
    var chain = MasteringChain(sampleRate: 48_000)
    chain.settings = .driven(decibels: 9)
    chain.restart()
    let signal = pinkNoise(seconds: 0.1, sampleRate: 48_000)
    let first = rendered(signal) { chain.process(&$0) }
    chain.restart()
    var nothing = Signal()
    for _ in 0..<3 {
      var span = nothing.mutableSpan
      chain.process(&span)
    }
    #expect(rendered(signal, blockLengths: [0, 64]) { chain.process(&$0) } == first)
  }
}
