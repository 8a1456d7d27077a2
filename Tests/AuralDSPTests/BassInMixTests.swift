import AuralDSP
import Foundation
import Support
import Testing

/// What a mix does to the note of its bass: nothing.
@Suite struct BassInMixTests {
  /// Every semitone from E1 to G2, in Hz.
  private static let notes = (0..<16).map { 41.2034 * exp2(Double($0) / 12) }

  private static let rates = isDeepCheck ? [44_100.0, 48_000, 96_000] : [48_000]

  /// The error of the tracker in cents every 20 ms; nil before there is a note.
  private func errors(
    in signal: Signal, sampleRate: Double, hertz: (_ seconds: Double) -> Double
  ) -> [Double?] {
    var tracker = BassTracker(sampleRate: sampleRate)
    var errors: [Double?] = []
    let block = Int(0.02 * sampleRate)
    _ = rendered(signal, blockLengths: [block]) {
      tracker.process(&$0)
      let seconds = Double((errors.count + 1) * block) / sampleRate
      errors.append(
        tracker.hertz > 0 ? 1_200 * log2(tracker.hertz / hertz(seconds)) : nil)
    }
    return errors
  }

  private func song(
    _ instrument: BassInstrument, _ notes: [Double], seconds: Double, sampleRate: Double
  ) -> Signal {
    let bass = notes.flatMap {
      instrument.note(hertz: $0, seconds: seconds, sampleRate: sampleRate)
    }
    let band = bandAboveBass(
      rootHertz: notes[0], kickHertz: 54, seconds: seconds * Double(notes.count),
      sampleRate: sampleRate)
    return mix(bass, band)
  }

  @Test(
    "every semitone from E1 to G2 is found within 20 cents in half a second, under a band",
    arguments: BassInstrument.allCases, rates)
  func findsEveryNote(instrument: BassInstrument, sampleRate: Double) {
    for hertz in Self.notes {
      let signal = song(instrument, [hertz], seconds: 0.5, sampleRate: sampleRate)
      let error = errors(in: signal, sampleRate: sampleRate) { _ in hertz }.last ?? nil
      #expect(abs(error ?? .infinity) < 20, "\(hertz) Hz: \(error ?? .nan) cents")
    }
  }

  @Test("once found, a note stays for as long as it sounds", arguments: BassInstrument.allCases)
  func staysOnNote(instrument: BassInstrument) {
    for hertz in isDeepCheck ? Self.notes : [Self.notes[0], Self.notes[7], Self.notes[15]] {
      let signal = song(instrument, [hertz], seconds: 2.5, sampleRate: 48_000)
      let found = errors(in: signal, sampleRate: 48_000) { _ in hertz }[25...].compactMap { $0 }
      #expect(found.count > 90)
      // Half a semitone: as near as the next note is far.
      #expect(found.allSatisfy { abs($0) < 50 }, "\(hertz) Hz: \(found.map { Int($0) })")
    }
  }

  @Test("a bass line is followed from note to note", arguments: BassInstrument.allCases)
  func followsLine(instrument: BassInstrument) {
    // Up and down by an octave, a fifth, a third, a tone.
    let line = [41.2, 82.4, 41.2, 61.7, 49, 55, 98, 49, 65.4, 73.4]
    let signal = song(instrument, line, seconds: 1, sampleRate: 48_000)
    let errors = errors(in: signal, sampleRate: 48_000) { seconds in
      line[min(Int(seconds - 0.001), line.count - 1)]
    }
    for (index, hertz) in line.enumerated() {
      // Before the next: after an octave a kick drum near the new note leaves little to go by.
      let error = errors[50 * index + 44] ?? .infinity
      #expect(abs(error) < 20, "\(hertz) Hz at \(index) s: \(error) cents")
    }
  }

  @Test("a slide is followed, and ends on its note", arguments: [0.1, 0.3, 1])
  func followsSlide(slideSeconds: Double) {
    let rate = 48_000.0
    let hertz = { (seconds: Double) -> Double in
      49 * exp2(min(max((seconds - 1) / slideSeconds, 0), 1) * 7 / 12)
    }
    var turns = 0.0
    let bass = (0..<Int(2.5 * rate)).map { i in
      turns += hertz(Double(i) / rate) / rate
      return Frame(repeating: Float(0.25 * sin(2 * .pi * turns)))
    }
    let bed = pinkNoise(rms: 0.03, seconds: 2.5, sampleRate: rate)
    let errors = errors(in: mix(bass, bed), sampleRate: rate, hertz: hertz)
    #expect(abs(errors[49] ?? .infinity) < 20)
    let end = Int((1 + slideSeconds + 0.4) * 50)
    #expect(errors[end...].allSatisfy { abs($0 ?? .infinity) < 20 })
  }

  @Test("a kick drum alone does not move the note", arguments: [50.0, 55, 60])
  func ignoresKick(kickHertz: Double) {
    let rate = 48_000.0
    let note = BassInstrument.fullOrgan.note(hertz: 73.4, seconds: 1, sampleRate: rate)
    let kicks = bandAboveBass(
      rootHertz: 73.4, kickHertz: kickHertz, seconds: 3, sampleRate: rate)
    let errors = errors(in: note + kicks, sampleRate: rate) { _ in 73.4 }
    #expect(errors[40...].allSatisfy { abs($0 ?? .infinity) < 20 })
  }

  @Test("hears the same 12 dB and 48 dB quieter")
  func levelIndependent() {
    let signal = song(.electric, [55, 73.4], seconds: 1, sampleRate: 48_000)
    let loud = errors(in: signal, sampleRate: 48_000) { _ in 55 }
    for decibels in [-12.0, -48] {
      let quiet = errors(in: scaled(signal, decibels: decibels), sampleRate: 48_000) { _ in 55 }
      for (a, b) in zip(loud, quiet) { #expect(abs((a ?? 0) - (b ?? 0)) < 0.1) }
    }
  }
}
