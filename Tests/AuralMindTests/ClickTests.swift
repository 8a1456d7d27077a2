import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// No control makes a click.
///
/// The measure: a low sine plays, and everything above 4 kHz in the output is a fault. A glide of
/// 30 ms leaves next to nothing there; a gain that jumps by a tenth leaves -50 dB.
@Suite struct ClickTests {
  private static let sampleRate = 48_000.0
  private static let automated = Control.allCases.filter {
    $0.kind == .input && $0 != .reset && $0 != .freewheel && $0 != .dither && $0 != .ditherShape
  }

  /// The level of the loudest millisecond above 4 kHz, in dBFS.
  private func clickDecibels(_ signal: Signal) -> Double {
    // A windowed sinc of 255 taps; what it passes of 1 kHz is 100 dB down.
    let reach = 127
    let cutoff = 2 * 4_500 / Self.sampleRate
    let taps = (-reach...reach).map { k -> Double in
      let t = Double(k)
      let sinc = k == 0 ? cutoff : sin(.pi * cutoff * t) / (.pi * t)
      let angle = .pi * (t / Double(reach + 1))
      let window =
        0.35875 + 0.48829 * cos(angle) + 0.14128 * cos(2 * angle) + 0.01168 * cos(3 * angle)
      return (k == 0 ? 1 : 0) - sinc * window
    }
    let sum = taps.reduce(0, +)
    let samples = left(signal)
    var loudest = 0.0
    var power = 0.0
    for i in reach..<(samples.count - reach) {
      var value = 0.0
      for k in 0...2 * reach { value += samples[i - reach + k] * taps[k] }
      value -= samples[i] * sum
      power += value * value
      if i % 48 == 0 {
        loudest = max(loudest, power / 48)
        power = 0
      }
    }
    return 10 * log10(loudest + 1e-30)
  }

  /// The output after the chain has settled, while `control` goes from one end to the other and back.
  private func output(
    _ control: Control?, hertz: Double, amplitude: Double, base: Settings
  ) -> Signal {
    let tone = sine(
      hertz: hertz, amplitude: amplitude, seconds: 1.6, sampleRate: Self.sampleRate)
    let output = mastered(tone) { frame in
      var settings = base
      if let control {
        let isHigh = frame / 9_600 % 2 == 1
        settings[control] = isHigh ? control.range.highest : control.range.lowest
      }
      return settings
    }
    return Array(output[24_000...])
  }

  @Test("the measure hears a click: a jump of 1 dB is 40 dB above the limit")
  func measure() {
    var tone = sine(hertz: 100, amplitude: 0.5, seconds: 1, sampleRate: Self.sampleRate)
    #expect(clickDecibels(tone) < -110)
    for i in 24_120..<tone.count { tone[i] *= 0.9 }
    #expect(clickDecibels(tone) > -60)
  }

  @Test(
    "every control may step from end to end while a tone plays", arguments: automated,
    [100.0, 997])
  func controls(control: Control, hertz: Double) {
    var base = Settings.driven(decibels: 0)
    base.delivery = control == .targetLUFS || control == .ceiling ? .custom : .fromPreset
    if control == .targetLUFS || control == .gainReductionLimit { base.governor = .learn }
    // Far under the ceiling: only the glides themselves are heard. The clip's own harmonics and
    // those of a limiter at work are no clicks.
    let amplitude = 0.02
    let clicks = clickDecibels(
      output(control, hertz: hertz, amplitude: amplitude, base: base))
    #expect(clicks < -100)
  }

  @Test(
    "what works on the peaks may step while they are held down",
    arguments: [Control.preset, .ceiling, .clip, .delivery, .enabled, .listen, .governorGain])
  func whileLimiting(control: Control) {
    var base = Settings.driven(decibels: 6)
    if control == .ceiling { base.delivery = .custom }
    let steady = clickDecibels(output(nil, hertz: 100, amplitude: 0.9, base: base))
    let clicks = clickDecibels(output(control, hertz: 100, amplitude: 0.9, base: base))
    #expect(clicks < max(-70, steady + 6))
  }

  @Test("every preset may follow every other while a tone plays")
  func presets() {
    let tone = sine(hertz: 100, amplitude: 0.4, seconds: 6, sampleRate: Self.sampleRate)
    let output = mastered(tone) { frame in
      var settings = Settings.driven(decibels: 0)
      // 42 ordered pairs: step 1 to 6 round the circle of seven.
      let turn = frame / 6_400
      let place = (0...turn).reduce(0) { ($0 + 1 + $1 / 7) % 7 }
      settings.preset = Preset(rawValue: place) ?? .club
      return settings
    }
    #expect(clickDecibels(Array(output[9_600...])) < -100)
  }

  @Test("bypass makes no step larger than the sound's own and that of a fade of 30 ms")
  func bypass() {
    let tone = sine(hertz: 100, amplitude: 0.4, seconds: 1, sampleRate: Self.sampleRate)
    let output = mastered(tone) { frame in
      var settings = Settings.driven(decibels: 6)
      settings.isEnabled = frame / 4_800 % 2 == 0
      return settings
    }
    // The steepest slope of the louder of the two, and the fade between them.
    let slope = 0.8 * 2 * Double.pi * 100 / Self.sampleRate
    let fade = 0.8 / 1_440
    for (a, b) in zip(output[4_800...], output[4_801...]) {
      #expect(abs(Double(b.x - a.x)) < slope + fade)
    }
  }
}
