/// A piece of text in a manual, in one of the fonts that manuals have.
enum RoffText {
  /// As text is.
  case plain(String)
  /// What is typed as it stands.
  case bold(String)
  /// What something else stands for.
  case italic(String)

  /// The characters that mean something else in a page's source, or that terminals may not have.
  private static let escapes: [Character: String] = [
    "\\": "\\e", "~": "\\(ti", "^": "\\(ha", "`": "\\(ga", "−": "\\-", "–": "\\(en", "…": "...",
    "“": "\\(lq", "”": "\\(rq", "’": "\\(cq", "×": "\\(mu", "±": "\\(+-", "·": "\\(bu",
  ]

  /// The text as a page's source has it.
  var source: String {
    switch self {
    case .plain(let text): Self.escaped(text)
    case .bold(let text): "\\fB\(Self.literal(text))\\fP"
    case .italic(let text): "\\fI\(Self.literal(text))\\fP"
    }
  }

  /// Text to be read: a hyphen inside of a word is one, ahead of a word it is a minus that is typed.
  static func escaped(_ text: String) -> String {
    var source = ""
    var isInWord = false
    for character in text {
      source += character == "-" && !isInWord ? "\\-" : escaped(character)
      isInWord = character.isLetter || character.isNumber
    }
    return source
  }

  /// Text to be typed: every hyphen is a minus, so that what is copied from a terminal works.
  static func literal(_ text: String) -> String {
    text.map { $0 == "-" ? "\\-" : escaped($0) }.joined()
  }

  private static func escaped(_ character: Character) -> String {
    if let escape = escapes[character] { return escape }
    if character.isASCII { return "\(character)" }
    // Glyphs by their number, four digits at least (groff_char(7)).
    return character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
    }.joined()
  }
}
