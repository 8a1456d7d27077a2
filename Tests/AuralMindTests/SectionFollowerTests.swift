import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct SectionFollowerTests {
  /// The lift in every tenth of a second.
  private func lifts(of signal: Signal, sampleRate: Double = 48_000) -> [Double] {
    var phrase = PhraseFollower(sampleRate: sampleRate)
    var section = SectionFollower(sampleRate: sampleRate)
    var lifts: [Double] = []
    _ = renderedOnGrid(signal) { frame in
      phrase.update(levels: nil)
      section.update(
        loudnessLUFS: phrase.loudnessLUFS, quarterLUFS: phrase.quarterLUFS,
        threeQuartersLUFS: phrase.threeQuartersLUFS, isKnown: phrase.isKnown)
      if frame / 64 % Int(sampleRate / 640) == 0 { lifts.append(section.lift) }
    } process: {
      phrase.hear(&$0)
    }
    return lifts
  }

  /// A verse 6 dB below a chorus, in turn, 16 s each.
  private func song(parts: Int, sampleRate: Double = 48_000) -> Signal {
    (0..<parts).flatMap { part -> Signal in
      let noise = SideSignals.noise(
        correlation: 0.6, seconds: 16, sampleRate: sampleRate, seed: UInt64(part + 1))
      let beat = SideSignals.coded(
        drums(amplitude: 0.2, seconds: 16, sampleRate: sampleRate, seed: UInt64(part + 1)))
      return scaled(mix(noise, beat), decibels: part % 2 == 0 ? -6 : 0)
    }
  }

  @Test("a chorus is lifted within a second, a verse is not")
  func sections() {
    let lifts = lifts(of: song(parts: 6))
    // The first chorus must be heard before the track is known to have one.
    for chorus in [3, 5] {
      #expect(lifts[(chorus * 160 + 10)..<(chorus * 160 + 160)].allSatisfy { $0 == 1 })
    }
    for verse in [0, 2, 4] {
      #expect(lifts[(verse * 160 + 40)..<(verse * 160 + 160)].allSatisfy { $0 == 0 })
    }
  }

  @Test("a track without sections is never lifted")
  func steady() {
    let noise = SideSignals.noise(correlation: 0.6, seconds: 60)
    #expect(lifts(of: noise).allSatisfy { $0 == 0 })
    let beat = SideSignals.coded(drums(amplitude: 0.5, seconds: 60, sampleRate: 48_000))
    #expect(lifts(of: mix(noise, beat)).allSatisfy { $0 == 0 })
  }

  /// Says what the loudness is, quantum by quantum, against quarters at -24 and -18 LUFS.
  private func decisions(_ loudness: [Double], isKnown: Bool = true, quarter: Double = -24)
    -> [Double]
  {
    var section = SectionFollower(sampleRate: 48_000)
    return loudness.map {
      section.update(
        loudnessLUFS: $0, quarterLUFS: quarter, threeQuartersLUFS: -18, isKnown: isKnown)
      return section.lift
    }
  }

  @Test("a section lasts 3 s, and 1.5 LU of wavering do not end it")
  func holds() {
    let second = 750
    let flicker = (0..<20 * second).map { $0 / 75 % 2 == 0 ? -17.0 : -25 }
    let lifts = decisions(flicker)
    let turns = zip(lifts, lifts[1...]).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    #expect(lifts[0] == 1)
    for (a, b) in zip(turns, turns[1...]) { #expect(b - a >= 3 * second - 1) }
    #expect(turns.count >= 4)
    let wavering = (0..<20 * second).map { $0 / 75 % 2 == 0 ? -17.9 : -19.4 }
    #expect(decisions(wavering).allSatisfy { $0 == 1 })
  }

  @Test("nothing is lifted in a track that is not known, or whose quarters are within 2 LU")
  func unknown() {
    let loud = [Double](repeating: -10, count: 8_000)
    #expect(decisions(loud, isKnown: false).allSatisfy { $0 == 0 })
    #expect(decisions(loud, quarter: -19.9).allSatisfy { $0 == 0 })
    #expect(decisions(loud, quarter: -20.1).allSatisfy { $0 == 1 })
  }
}
