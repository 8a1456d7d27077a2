import AuralDSP
import AuralMind
import Testing

@testable import AuralMindOffline

@Suite struct RegressionTests {
  /// A small part of the suite: one programme through two presets.
  private func part(settings: Settings = Settings()) -> GoldenFile {
    var regression = Regression()
    regression.programmes = [RegressionProgramme(.voice, sampleRate: 48_000)]
    regression.presets = [.transparent, .club]
    regression.settings = settings
    return regression.figures()
  }

  private func level(_ mix: RegressionMix, _ lane: Int, _ hertz: ClosedRange<Double>) -> Double {
    var power = 0.0
    for centre in ThirdOctaves.centreBands where hertz.contains(centre.hertz) {
      guard let bands = mix.known?.spectrum.bands else { return .nan }
      power += ThirdOctaves.power(bands, around: centre.band)?[lane] ?? 0
    }
    return decibels(power: power)
  }

  @Test("the same sound has the same figures, and its text reads as itself")
  func same() throws {
    let once = part()
    let again = part()
    #expect(once.rows.count == 2 * (5 + 2 * 30))
    #expect(once.text.utf8.elementsEqual(again.text.utf8))
    #expect(once.differences(to: again).isEmpty)
    let read = try GoldenFile(text: once.text, path: "x")
    #expect(read.rows.elementsEqual(once.rows))
  }

  @Test("a control that changes what is heard moves figures beyond their tolerance")
  func settings() {
    let was = part()
    var warm = Settings()
    warm.warmthPercent = 10
    let moved = was.differences(to: part(settings: warm))
    #expect(moved.contains { $0.key.figure == "mid_08127_hz_db" })
    var hotter = Settings()
    hotter.delivery = .custom
    hotter.customTargetLUFS = -13.8
    hotter.customCeilingDecibels = -1
    let louder = was.differences(to: part(settings: hotter)).filter {
      $0.key.preset == "transparent" && $0.key.figure == "integrated_lufs"
    }
    #expect(louder.count == 1)
    #expect(abs((louder.first?.change ?? 0) - 0.2) < 0.03)
  }

  @Test("every programme is what it is for")
  func programmes() throws {
    let mixes = Dictionary(
      uniqueKeysWithValues: RegressionMaterial.allCases.map {
        ($0, RegressionMix(RegressionProgramme($0, sampleRate: 48_000)))
      })
    func of(_ material: RegressionMaterial) throws -> RegressionMix {
      try #require(mixes[material])
    }
    func crest(_ material: RegressionMaterial) throws -> Double {
      let frames = try of(material).frames
      let peak = frames.reduce(Float(0)) { max($0, abs($1.x), abs($1.y)) }
      let power = frames.reduce(0.0) { $0 + Double(($1 * $1).sum()) } / Double(2 * frames.count)
      return decibels(amplitude: Double(peak)) - decibels(power: power)
    }
    #expect(try level(of(.bass), 1, 30...200) > level(of(.bass), 0, 30...200) - 6)
    #expect(try level(of(.demo), 1, 30...200) < level(of(.demo), 0, 30...200) - 12)
    #expect(try level(of(.dark), 0, 4_000...16_000) < level(of(.dark), 0, 50...400) - 50)
    #expect(try -35 < of(.dark).integratedLUFS && of(.dark).integratedLUFS < -31)
    #expect(try of(.dense).integratedLUFS > -9)
    #expect(try crest(.dense) < 9)
    #expect(try crest(.sparse) > 18)
    #expect(try level(of(.voice), 1, 50...16_000) < level(of(.voice), 0, 50...16_000) - 15)
    // Sibilants stand where vowels do not reach.
    #expect(try level(of(.voice), 0, 6_000...9_000) > level(of(.voice), 0, 3_000...4_500) + 3)
    #expect(Set(RegressionProgramme.all.map(\.sampleRate)) == [44_100, 48_000, 96_000])
  }

  private func row(_ figure: String, _ value: Double) -> GoldenRow {
    GoldenRow(
      key: .init(programme: "demo", sampleRate: 48_000, preset: "club", figure: figure),
      value: value, tolerance: 0.1)
  }

  @Test("what moved, is missing or is new is a difference; what stays within its tolerance is none")
  func differences() {
    let golden = GoldenFile([row("a", -10), row("b", -10), row("c", -10), row("d", -10)])
    let now = GoldenFile([row("b", -10.1), row("c", -10.11), row("d", -9), row("e", 3)])
    let found = golden.differences(to: now)
    #expect(found.map(\.key.figure) == ["a", "e", "d", "c"])
    #expect(found.map(\.was) == [-10, nil, -10, -10])
    #expect(found.map(\.now) == [nil, 3, -9, -10.11])
    #expect(found[2].change == 1)
  }

  @Test("a text that is no golden file is refused with its line")
  func faults() {
    let head = "programme,rate,preset,figure,value,tolerance\n"
    let good = "demo,48000,club,a,-1.5,0.1\n"
    let cases: [(String, GoldenFileError)] = [
      ("", .noHeader(path: "x")), (good, .noHeader(path: "x")),
      (head + good + "demo,48000,club,b,-1.5\n", .badRow(path: "x", line: 3)),
      (head + "demo,48000,club,b,nan,0.1\n", .badRow(path: "x", line: 2)),
      (head + "demo,48000,club,b,1,-0.1\n", .badRow(path: "x", line: 2)),
      (head + good + good, .twice(path: "x", line: 3)),
    ]
    for (text, error) in cases {
      #expect(throws: error) { try GoldenFile(text: text, path: "x") }
    }
  }
}
