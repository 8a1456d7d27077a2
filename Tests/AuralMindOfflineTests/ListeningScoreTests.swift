import FileSupport
import Foundation
import Testing

@testable import AuralMindOffline

@Suite struct ListeningScoreTests {
  private let folder: TemporaryFolder
  private let draw: BlindDraw
  private let texts: ListeningTexts

  init() throws {
    folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 3)
    draw = BlindDraw(trials: 16, using: &generator)
    texts = ListeningTexts(draw, names: ("mix.wav", "master\n.wav"))
  }

  /// The sheet with these answers.
  private func filled(_ answers: [ListeningChoice]) -> String {
    answers.enumerated().reduce(texts.sheet) { sheet, answer in
      let name = TrialList.name(answer.offset)
      return sheet.replacing("\(name):\n", with: "\(name): \(answer.element.rawValue)\n")
    }
  }

  private func score(_ sheet: String, key: String) throws -> ListeningScore {
    try Data(sheet.utf8).write(to: URL(fileURLWithPath: folder("sheet.txt")))
    try Data(key.utf8).write(to: URL(fileURLWithPath: folder("key.txt")))
    return try ListeningScore(sheetPath: folder("sheet.txt"), keyPath: folder("key.txt"))
  }

  @Test("counts what is right, and no more", arguments: [0, 1, 11, 12, 16])
  func counting(correct: Int) throws {
    let answers = draw.choices.enumerated().map { i, choice -> ListeningChoice in
      i < correct ? choice : choice == .a ? .b : .a
    }
    let score = try score(filled(answers), key: texts.key)
    #expect(score.correct == correct)
    #expect(score.trials == 16)
    #expect(score.chance == BinomialTest.chance(ofAtLeast: correct, in: 16))
    #expect(score.verdict.contains("does not show") == (correct < 12))
  }

  @Test("a key that was changed in any way is refused")
  func tampering() throws {
    let sheet = filled(draw.choices)
    let first = "X01: \(draw.choices[0].rawValue)"
    let other = draw.choices[0] == .a ? "X01: B" : "X01: A"
    for key in [
      texts.key.replacing(first, with: other), texts.key + "\n",
      texts.key.replacing("salt: ", with: "salt: 0"), "",
    ] {
      let error = #expect(throws: ListeningError.self) { try score(sheet, key: key) }
      #expect(error?.description.contains("the digests differ") == true)
    }
    #expect(throws: ListeningError.self) {
      try score(sheet.replacing(texts.keyDigest, with: ""), key: texts.key)
    }
  }

  @Test("a sheet that is not full is not scored, and the line is told")
  func unanswered() throws {
    let sheet = filled(Array(draw.choices.dropLast()))
    let error = #expect(throws: ListeningError.self) { try score(sheet, key: texts.key) }
    let lines = sheet.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex(of: "X16:")) + 1
    #expect(error?.description.contains("X16 in line \(line) has no answer") == true)
  }

  @Test("the sheet tells what it takes, and nothing of the draw")
  func sheet() {
    #expect(texts.sheet.contains("p < 0.05  12 of 16  (p = 0.038)"))
    #expect(texts.sheet.contains("p < 0.001  15 of 16"))
    var generator = SeededGenerator(seed: 4)
    let other = ListeningTexts(
      BlindDraw(trials: 16, using: &generator), names: ("mix.wav", "master\n.wav"))
    #expect(
      texts.sheet.replacing(texts.keyDigest, with: "")
        == other.sheet.replacing(other.keyDigest, with: ""))
  }

  @Test("a draw is fair, and another for every seed")
  func fairness() {
    var generator = SeededGenerator(seed: 1)
    let choices = (0..<100).flatMap { _ in BlindDraw(trials: 99, using: &generator).choices }
    let share = Double(choices.count { $0 == .a }) / Double(choices.count)
    // Four times what chance spreads 9900 draws by.
    #expect(abs(share - 0.5) < 4 * 0.5 / Double(choices.count).squareRoot())
    let draws = (UInt64(0)..<50).map { seed -> String in
      var generator = SeededGenerator(seed: seed)
      return BlindDraw(trials: 40, using: &generator).choices.map(\.rawValue).joined()
    }
    #expect(Set(draws).count == 50)
  }

  @Test("a key without a salt of its own would be the same each time")
  func salt() {
    var generator = SystemRandomNumberGenerator()
    let keys = (0..<100).map { _ in
      ListeningTexts(BlindDraw(trials: 1, using: &generator), names: ("a", "b")).keyDigest
    }
    #expect(Set(keys).count == 100)
  }
}
