import AuralDSP
import AuralMind
import AuralMindOffline
import Foundation
import Testing

@Suite struct SuggestTests {
  private func value(_ control: Control, _ suggestion: Suggestion) -> Float? {
    suggestion.items.first { $0.control == control }?.value
  }

  private func preset(_ programme: Programme) -> Preset? {
    value(.preset, suggest(programme.track())).flatMap { Preset(rawValue: Int($0)) }
  }

  private func noted(_ words: String, _ programme: Programme) -> Bool {
    suggest(programme.track()).notes.contains { $0.contains(words) }
  }

  /// A programme as a limiter without mercy leaves it.
  private var squashed: Programme {
    Programme().changed { _, mid, side in
      (max(-0.004, min(0.004, mid)), max(-0.002, min(0.002, side)))
    }
  }

  /// A programme whose loudness moves by 20 dB, every 4 s, long enough for a range.
  private var open: Programme {
    let quiet = Programme.sampleRate * 4
    return Programme(seconds: 32).changed { frame, mid, side in
      frame / quiet % 2 == 0 ? (mid * 0.1, side * 0.1) : (mid, side)
    }
  }

  @Test("a common mix is mastered for streaming, and its stages stay as they are")
  func common() {
    let suggestion = suggest(Programme().track())
    #expect(suggestion.items.map(\.control) == [.preset, .delivery])
    #expect(suggestion.options == ["--preset", "hi-fi-streaming", "--delivery", "streaming"])
    #expect(suggestion.items.allSatisfy { !$0.reason.isEmpty && !$0.measures.isEmpty })
  }

  @Test("12 dB down the proposal is the same, and so is every figure behind it")
  func level() {
    for programme in [Programme(), squashed, open, Programme().with(hertz: 45, amplitude: 0.02)] {
      let quiet = programme.changed { _, mid, side in (mid / 4, side / 4) }
      let (items, quietItems) = (suggest(programme.track()).items, suggest(quiet.track()).items)
      #expect(items.map(\.control) == quietItems.map(\.control))
      #expect(items.map(\.value) == quietItems.map(\.value))
      for (one, other) in zip(items.flatMap(\.measures), quietItems.flatMap(\.measures)) {
        #expect(one.name == other.name)
        #expect(abs(one.value - other.value) < 0.02, "\(one.text)")
      }
    }
  }

  @Test("what is limited already gets level alone, and the unlimited mix is asked for")
  func limited() {
    let suggestion = suggest(squashed.track())
    #expect(preset(squashed) == .transparent)
    #expect(value(.gainReductionLimit, suggestion) == 1)
    #expect(value(.transient, suggestion) == 0)
    #expect(noted("no headroom left", squashed))
    #expect(!noted("no headroom left", Programme()))
    // Transparent asks nothing of the stages, so nothing is proposed for them.
    #expect(value(.width, suggestion) == nil)
  }

  @Test("loudness that moves keeps its climaxes")
  func moving() {
    let suggestion = suggest(open.track())
    #expect(preset(open) == .cinematic)
    #expect(value(.gainReductionLimit, suggestion) == 2)
    #expect(value(.clip, suggestion) == 0)
    #expect(value(.delivery, suggestion) == Float(Delivery.appleMusic.rawValue))
  }

  @Test("a sub that stands alone is trap, a heavy bottom club, a drone neither")
  func bottom() {
    let sub = Programme().with(hertz: 45, amplitude: 0.02)
    #expect(preset(sub) == .competitiveTrap)
    #expect(preset(sub.with(hertz: 120, amplitude: 0.014)) == .club)
    let drone = Programme().changed { _, mid, side in (0.01 * mid, 0.01 * side) }
      .with(hertz: 45, amplitude: 0.02)
    #expect(preset(drone) != .competitiveTrap && preset(drone) != .club)
  }

  @Test("boxy low mids ask for more masking, lean ones for less")
  func masking() {
    let boxy = Programme().with(hertz: 280, amplitude: 0.03)
    #expect(value(.masking, suggest(boxy.track())) ?? 0 > 120)
    let lean = Programme().with(hertz: 3_000, amplitude: 0.01)
    #expect(value(.masking, suggest(lean.track())) == 60)
  }

  @Test("a wide mix is not widened, a narrow one more, and of a mono one there are no sides")
  func width() {
    let wide = Programme().changed { _, mid, side in (mid, 2.4 * side) }
    #expect(value(.width, suggest(wide.track())) == 0)
    #expect(value(.microshift, suggest(wide.track())) == 0)
    let narrow = Programme().changed { _, mid, side in (mid, 0.2 * side) }
    #expect(value(.width, suggest(narrow.track())) ?? 0 > 100)
    let mono = Programme().changed { _, mid, _ in (mid, 0) }
    let sides: [Control] = [.monoSub, .width, .microshift, .microdetail, .movement]
    for channelCount in [1, 2] {
      let suggestion = suggest(mono.track(channelCount: channelCount))
      #expect(sides.allSatisfy { value($0, suggestion) == 0 })
      #expect(preset(mono) == preset(Programme()))
    }
    let cancelling = Programme().changed { _, mid, side in (mid, 3 * side) }
    #expect(noted("in mono", cancelling))
    #expect(!noted("in mono", Programme()))
  }

  @Test("a wide sub comes to the middle where there is one")
  func sub() {
    let tone = { (frame: Int) in Float(sin(2 * .pi * 45 * Double(frame) / 48_000)) }
    let wide = Programme().changed { frame, mid, side in
      (mid + 0.01 * tone(frame), side + 0.018 * tone(frame))
    }
    #expect(value(.monoSub, suggest(wide.track())) == 150)
    #expect(value(.monoSub, suggest(Programme().with(hertz: 45, amplitude: 0.02).track())) == nil)
  }

  @Test("rumble raises the high-pass, but never into the note of the bass")
  func rumble() {
    #expect(value(.highpass, suggest(Programme().track())) == nil)
    let rumbling = Programme().with(hertz: 14, amplitude: 0.1)
    #expect(value(.highpass, suggest(rumbling.track())) == 35)
    let low = rumbling.with(hertz: 41.2, amplitude: 0.1)
    let cutoff = value(.highpass, suggest(low.track())) ?? 35
    #expect(cutoff > 20 && cutoff < 0.75 * 41.2)
  }

  @Test("sibilants ask for more de-essing, cymbals do not")
  func sibilants() {
    func bursts(riseSeconds: Double) -> Programme {
      let hiss = Programme.noise(count: 24_000, seed: 5)
      return Programme().changed { frame, mid, side in
        let seconds = Double((frame + 12_000) % 36_000) / 48_000
        let envelope =
          seconds < 0.12 ? min(1, seconds / riseSeconds) * min(1, (0.12 - seconds) / 0.03) : 0
        let tone = sin(2 * .pi * 7_500 * Double(frame) / 48_000 + 40 * Double(hiss[frame % 24_000]))
        return (mid + Float(0.06 * envelope * tone), side)
      }
    }
    #expect(value(.deess, suggest(bursts(riseSeconds: 0.02).track())) ?? 0 > 100)
    #expect(value(.deess, suggest(Programme().track())) == nil)
  }

  @Test("flat tops are told of at any level, round ones and bass are not")
  func clipping() {
    let clipped = Programme().changed { _, mid, side in
      (max(-0.02, min(0.02, mid)), 0 * side)
    }
    #expect(noted("cut off flat", clipped))
    #expect(noted("cut off flat", clipped.changed { _, mid, side in (mid / 7, side / 7) }))
    #expect(!noted("cut off flat", Programme()))
    let bass = Programme().changed { frame, _, _ in
      ((Float(sin(2 * .pi * 40 * Double(frame) / 48_000)) * 32_767).rounded() / 32_768, 0)
    }
    #expect(!noted("cut off flat", bass))
  }

  @Test("an offset is told of")
  func offset() {
    #expect(noted("offset", Programme().changed { _, mid, side in (mid + 0.02, side) }))
    #expect(!noted("offset", Programme()))
  }

  @Test("what was set by hand stays, and a chosen preset is heeded")
  func applying() {
    let track = squashed.track()
    var settings = Settings()
    settings.gainReductionLimitDecibels = 5
    suggest(track).apply(to: &settings, keeping: [.gainReductionLimit])
    #expect(settings.gainReductionLimitDecibels == 5)
    #expect(settings.preset == .transparent)
    #expect(settings.transientPercent == 0)
    #expect(settings.delivery == .streaming)
    var custom = Settings()
    custom.delivery = .custom
    suggest(track).apply(to: &custom, keeping: [.targetLUFS])
    #expect(custom.delivery == .custom)
    let chosen = suggest(Programme().changed { _, mid, _ in (mid, 0) }.track(), keeping: .club)
    #expect(value(.preset, chosen) == nil)
    #expect(value(.width, chosen) == 0)
    #expect(value(.delivery, chosen) != nil)
  }

  @Test("nothing is proposed for silence")
  func silence() {
    let silent = suggest(Programme().changed { _, _, _ in (0, 0) }.track())
    #expect(silent.items.isEmpty)
    #expect(silent.notes.isEmpty)
  }

  @Test("a reference is matched the less the further it is, and its sides where it has some")
  func reference() throws {
    let mix = Programme().track()
    func matched(_ programme: Programme) throws -> Suggestion {
      let profile = programme.track().profile()
      return suggest(
        mix,
        reference: ReferenceTrack(
          spectrum: profile.spectrum, integratedLUFS: profile.statistics.integratedLUFS))
    }
    let near = try matched(Programme())
    #expect(value(.match, near) == 100)
    #expect(value(.matchSide, near) == nil)
    #expect(near.notes.contains { $0.contains("LUFS, the mix at") })
    let far = try matched(
      Programme().with(hertz: 50, amplitude: 0.6).with(hertz: 400, amplitude: 0.6)
        .with(hertz: 6_000, amplitude: 0.6))
    let share = try #require(value(.match, far))
    #expect(share < 100)
    let mono = try matched(Programme().changed { _, mid, _ in (mid, 0) })
    #expect(value(.matchSide, mono) == 0)
    #expect(value(.match, suggest(mix)) == nil)
  }
}
