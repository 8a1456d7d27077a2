/// Text as it stands between the tags of HTML, or inside an attribute's quotes.
///
/// Control characters, which no document may hold, become the replacement character.
func markup(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n": result.unicodeScalars.append(scalar)
    default:
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let isNoCharacter = scalar.value & 0xFFFE == 0xFFFE
      result.unicodeScalars.append(isControl || isNoCharacter ? "\u{FFFD}" : scalar)
    }
  }
  return result
}
