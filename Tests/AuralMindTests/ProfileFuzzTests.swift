import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

@Suite struct ProfileFuzzTests {
  /// Texts to start from: a profile, and curves of several kinds.
  private static let seeds: [[UInt8]] =
    [shortProfile]
    + [
      "* REW V5\n* Freq(Hz) SPL(dB) Phase(degrees)\n20.0 -3.50 1\n100.5 0.00 2\n2e4 +2.25 3\n",
      "Frequenz;Pegel\r\n20,0;-3,5\r\n1000,0;0\r\n20000;2,25\r\n",
      "\u{FEFF}\"hz\",\"db\"\n\"20\",\"-3.5\"\n\"1000\",\"0\"\n",
    ].map { Array($0.utf8) }

  private static var shortProfile: [UInt8] {
    var bands = BandSpectrum(count: 30)
    for i in 0..<30 { bands[i] = Frame(1, 0.5) / Float(i + 1) }
    var profile = Profile(spectrum: MatchSpectrum(bands: bands))
    profile.name = Array("Name".utf8)
    profile.sampleRate = 48_000
    profile.statistics.integratedLUFS = -14
    profile.statistics.correlations = [.init(lowHertz: 20, highHertz: 120, correlation: 0.5)]
    profile.statistics.levels = [.init(percent: 10, shortTermLUFS: -18)]
    profile.statistics.sections = [.init(startSeconds: 0, endSeconds: 9, intensity: 1)]
    return profile.text
  }

  /// Pieces of text that have a meaning somewhere.
  private static let words = [
    "\n", "\r\n", "*", "* rows: 30\n", "* columns: side_db mid_db frequency_hz\n", "e9", "-", ",",
    ";", "\t", "\"", "nan", "1e308", "-200", "200", "9999999999999999999999", "\u{0}", "\u{FEFF}",
    "* auralmind-profile 1\n", "* level: 5 5\n", ".", " ",
  ].map { Array($0.utf8) }

  private static func mutate(_ text: inout [UInt8], _ noise: inout SeededNoise) {
    func position(_ limit: Int) -> Int { Int.random(in: 0...max(0, limit), using: &noise) }
    let start = position(text.count)
    let end = min(text.count, start + position(12))
    switch Int.random(in: 0..<7, using: &noise) {
    case 0 where !text.isEmpty:
      text[position(text.count - 1)] = UInt8(truncatingIfNeeded: noise.next())
    case 1: text.removeSubrange(start..<end)
    case 2: text.insert(contentsOf: words[position(words.count - 1)], at: start)
    case 3: text.insert(contentsOf: text[start..<end], at: position(text.count))
    case 4: text.removeSubrange(start...)
    case 5: text.replaceSubrange(start..<end, with: words[position(words.count - 1)])
    default: text.insert(UInt8(truncatingIfNeeded: noise.next()), at: start)
    }
  }

  @Test("whatever a text holds, reading ends in it, and what is read can be written and read again")
  func mutations() throws {
    let page = Int(getpagesize())
    let capacity = 16 * page
    // Text ends where memory ends: one byte beyond it is a crash.
    let memory = try #require(
      mmap(
        nil, capacity + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, capacity + page) }
    try #require(mprotect(memory + capacity, page, PROT_NONE) == 0)

    var noise = SeededNoise(seed: 2_026)
    var taken = 0
    for turn in 0..<(isDeepCheck ? 200_000 : 6_000) {
      var text = Self.seeds[turn % Self.seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &noise) { Self.mutate(&text, &noise) }
      text.removeLast(max(0, text.count - capacity))
      let start = memory + capacity - text.count
      text.withUnsafeBytes {
        if let base = $0.baseAddress { start.copyMemory(from: base, byteCount: $0.count) }
      }
      let guarded = UnsafeBufferPointer(
        start: start.assumingMemoryBound(to: UInt8.self), count: text.count)
      guard let profile = try? Profile(text: guarded.span) else { continue }
      taken += 1
      let bands = profile.spectrum.bands
      let powers = (0..<bands.count).map { bands[$0] }
      #expect(powers.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.x >= 0 && $0.y >= 0 })
      // Of a curve that is silent almost everywhere there is nothing to write.
      if profile.spectrum.isCurve && powers.filter({ $0.x > 0 }).count < 2 { continue }
      let written = profile.text
      let again = try Profile(text: written.span)
      #expect(again.text == written, "\(String(decoding: text, as: UTF8.self))")
    }
    // The mutations are mild enough to get past the first lines.
    #expect(taken > 500)
  }

  @Test("the worst texts of full length take no time to speak of")
  func worstCases() {
    let pieces = ["1", "1 ", "1,", "1;", "\"", "* correlation: 1 2 0\n", "\n", "9e9 ", "* rows"]
    for piece in pieces {
      for head in ["", "* auralmind-profile 1\n", "* auralmind-profile 1\n* columns:"] {
        let text = Array((head + String(repeating: piece, count: 1 << 20)).utf8.prefix(1 << 20))
        let start = ContinuousClock.now
        _ = try? Profile(text: text.span)
        #expect(ContinuousClock.now - start < .seconds(2), "\(piece)")
      }
    }
  }
}
