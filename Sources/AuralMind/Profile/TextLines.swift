/// Takes a text apart into lines, whether they end as on Unix, on Windows or on an old Mac.
///
/// A byte order mark ahead of the text does not count.
struct TextLines {
  /// The number of the line last given, from 1; 0 before the first.
  private(set) var number = 0

  private var position = 0

  /// The bytes of the next line without its end and without blanks around; nil after the last.
  mutating func next(in text: Span<UInt8>) -> Range<Int>? {
    if number == 0 && Self.hasMark(text) { position = 3 }
    guard position < text.count else { return nil }
    number += 1
    let start = position
    while position < text.count && text[position] != Ascii.newLine
      && text[position] != Ascii.carriageReturn
    {
      position += 1
    }
    let line = start..<position
    // The end of the line is one byte, or the two of Windows.
    let isWindows =
      position + 1 < text.count && text[position] == Ascii.carriageReturn
      && text[position + 1] == Ascii.newLine
    position += isWindows ? 2 : 1
    return trimmed(line, in: text)
  }

  private static func hasMark(_ text: Span<UInt8>) -> Bool {
    text.count >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf
  }
}

/// The bytes that structure a text.
enum Ascii {
  /// The tabulator.
  static let tab = UInt8(ascii: "\t")
  /// The end of a line.
  static let newLine = UInt8(ascii: "\n")
  /// The end of a line, or the first byte of one.
  static let carriageReturn = UInt8(ascii: "\r")
  /// The blank.
  static let space = UInt8(ascii: " ")
  /// What encloses a field.
  static let quote = UInt8(ascii: "\"")
}

/// The part of a range that has no blanks around it.
func trimmed(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
  var start = range.lowerBound
  var end = range.upperBound
  while start < end && isBlank(text[start]) { start += 1 }
  while start < end && isBlank(text[end - 1]) { end -= 1 }
  return start..<end
}

/// Whether a byte is a blank or a tabulator.
func isBlank(_ byte: UInt8) -> Bool { byte == Ascii.space || byte == Ascii.tab }

/// Whether a range of a text reads as `word`.
func reads(_ range: Range<Int>, in text: Span<UInt8>, as word: StaticString) -> Bool {
  guard range.count == word.utf8CodeUnitCount else { return false }
  for i in 0..<range.count {
    if unsafe text[range.lowerBound + i] != word.utf8Start[i] { return false }
  }
  return true
}
