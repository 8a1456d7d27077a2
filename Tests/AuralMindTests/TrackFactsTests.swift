import AuralMind
import Testing

@Suite struct TrackFactsTests {
  private func statistics(_ intensities: [Double]) -> TrackStatistics {
    var statistics = TrackStatistics()
    statistics.sections = intensities.enumerated().map { i, intensity in
      .init(startSeconds: Double(i) * 10, endSeconds: Double(i + 1) * 10, intensity: intensity)
    }
    return statistics
  }

  @Test("the most intense sections are choruses, and those that follow each other are one")
  func choruses() {
    let facts = TrackFacts(statistics([0, 0.3, 0.9, 1, 0.2, 0.8, 0]))
    #expect(facts.chorusCount == 2)
    #expect(facts.isChorus(at: 19.9) == false)
    #expect(facts.isChorus(at: 20) == true)
    #expect(facts.isChorus(at: 39.9) == true)
    #expect(facts.isChorus(at: 40) == false)
    #expect(facts.isChorus(at: 55) == true)
    #expect(facts.isChorus(at: -3) == false)
    #expect(facts.isChorus(at: 1e9) == false)
  }

  @Test("a track without sections, or loud throughout, has no chorus")
  func noChorus() {
    // The sections of a track that differ by less than 2 LU do not reach an intensity of 1.
    #expect(TrackFacts(statistics([0, 0.9, 0.2])).chorusCount == 0)
    #expect(TrackFacts(statistics([0])).chorusCount == 0)
    #expect(TrackFacts(statistics([0, 1, 1, 1, 1])).chorusCount == 0)
  }

  @Test("where strong sections fill the track, only the strongest are choruses")
  func strongest() {
    let facts = TrackFacts(statistics([0.8, 0, 0.78, 0.4, 0.83, 0.8, 1]))
    #expect(facts.chorusCount == 1)
    #expect(facts.isChorus(at: 65) == true)
    #expect(facts.isChorus(at: 5) == false)
  }

  @Test("sections that nobody has found are not the same as none")
  func unknown() {
    #expect(TrackFacts(TrackStatistics()).isChorus(at: 5) == nil)
    #expect(TrackFacts(TrackStatistics()).levels == nil)
    #expect(TrackFacts(TrackStatistics()).noteHertz == 0)
  }

  @Test("what is stored comes back as it was")
  func stored() {
    var statistics = statistics([0, 0.3, 0.9, 1, 0.2, 0.8, 0])
    statistics.subFundamentalHertz = 48.9
    // Hundredths, as profiles have them, are no single-precision numbers.
    statistics.levels = [(10.0, -30.13), (25, -25.81), (50, -20), (75, -18), (90, -15.07)].map {
      .init(percent: $0.0, shortTermLUFS: $0.1)
    }
    let facts = TrackFacts(statistics)
    #expect(facts.levels?.threeQuartersLUFS == -18)
    let again = TrackFacts { facts.word(at: $0) }
    for index in 0..<TrackFacts.wordCount {
      #expect(again.word(at: index) == facts.word(at: index))
    }
    #expect(again.levels == facts.levels)
    #expect(again.isChorus(at: 25) == true)
  }

  @Test("words that cannot be are not known", arguments: [0, 7, 0x7fc0_0000, UInt32.max])
  func hostile(word: UInt32) {
    let facts = TrackFacts { _ in word }
    #expect(facts.noteHertz.isFinite)
    #expect((facts.chorusCount ?? 0) <= TrackFacts.capacity)
    for seconds in [-1.0, 0, 1, 1e12, .nan] { _ = facts.isChorus(at: seconds) }
  }

  @Test("more choruses than can be kept are the first of them")
  func many() {
    let facts = TrackFacts(statistics((0..<200).map { $0 % 2 == 0 ? 0 : 1 }))
    #expect(facts.chorusCount == TrackFacts.capacity)
    #expect(facts.isChorus(at: 15) == true)
  }
}
