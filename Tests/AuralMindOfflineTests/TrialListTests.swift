import Testing

@testable import AuralMindOffline

@Suite struct TrialListTests {
  private static let head =
    "* auralmind-abx 1\n* trials: 3\n* key-sha256: ab\n* Hear: then write.\n"

  @Test("reads what people write: either case, spaces, no colon, any order, Windows line ends")
  func reading() throws {
    let list = try TrialList(
      "\u{FEFF}" + (Self.head + "\nX03 b\n  x1:A\nX02 :  \n").replacing("\n", with: "\r\n"),
      kind: .sheet, path: "sheet.txt")
    #expect(list.choices == [.a, nil, .b])
    #expect(list.lines == [7, 8, 6])
    #expect(list.values["key-sha256"] == "ab")
  }

  @Test(
    "what cannot be read is told with its line",
    arguments: [
      ("X01: A\nX02: C\nX03: B\n", 6, "neither A nor B"),
      ("X01: A\nX02: AB\nX03: B\n", 6, "neither A nor B"),
      ("X01: A\nnonsense\nX03: B\n", 6, "no trial"),
      ("X01: A\nX00: A\nX03: B\n", 6, "no trial"),
      ("X01: A\nXX2: A\nX03: B\n", 6, "no trial"),
      ("X01: A\nX01: A\nX03: B\n", 6, "twice"),
      ("X01: A\nX02: A\nX03: B\nX04: B\n", 8, "no X04"),
      ("X01: A\nX03: B", 6, "X02 is missing"),
    ])
  func faults(body: String, line: Int, words: String) {
    let error = #expect(throws: ListeningError.self) {
      try TrialList(Self.head + body, kind: .sheet, path: "sheet.txt")
    }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    #expect(error?.description.hasSuffix("in line \(line).") == true)
  }

  @Test(
    "a text of another kind is told by its first line",
    arguments: ["", "X01: A\n", "* auralmind-abx-key 1\n* trials: 1\nX01: A\n"])
  func kind(text: String) {
    let error = #expect(throws: ListeningError.self) {
      try TrialList(text, kind: .sheet, path: "sheet.txt")
    }
    #expect(error?.description.hasSuffix("in line 1.") == true)
  }

  @Test(
    "a number of trials that no test has is told", arguments: ["", "* trials: 0", "* trials: 100"])
  func trials(line: String) {
    #expect(throws: ListeningError.self) {
      try TrialList("* auralmind-abx 1\n\(line)\nX01: A\n", kind: .sheet, path: "sheet.txt")
    }
  }
}
