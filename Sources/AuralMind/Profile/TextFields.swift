/// The fields of a line: what lies between separators.
struct TextFields {
  /// What separates fields.
  enum Separator: Equatable {
    /// Runs of blanks and tabulators.
    case blanks
    /// A semicolon.
    case semicolon
    /// A comma; then no number has a decimal comma.
    case comma

    /// Whether a comma may stand for the decimal point.
    var allowsDecimalComma: Bool { self != .comma }
  }

  /// No row has so many fields; what follows is dropped.
  static let capacity = 32

  private(set) var fields: [Range<Int>] = []

  /// Splits a line; a last field that is empty is none.
  init(_ line: Range<Int>, in text: Span<UInt8>, separator: Separator) {
    var start = line.lowerBound
    while start < line.upperBound && fields.count < Self.capacity {
      var end = start
      while end < line.upperBound && !Self.separates(text[end], separator) { end += 1 }
      let field = Self.unquoted(trimmed(start..<end, in: text), in: text)
      if separator != .blanks || !field.isEmpty { fields.append(field) }
      start = end + 1
    }
  }

  /// The number in a field; nil where there is none.
  func number(_ index: Int, in text: Span<UInt8>, separator: Separator) -> Double? {
    guard index < fields.count else { return nil }
    return decimal(fields[index], in: text, allowsComma: separator.allowsDecimalComma)
  }

  /// The numbers in all fields; nil where one is none.
  func numbers(in text: Span<UInt8>, separator: Separator) -> [Double]? {
    var numbers: [Double] = []
    for i in 0..<fields.count {
      guard let number = number(i, in: text, separator: separator) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func separates(_ byte: UInt8, _ separator: Separator) -> Bool {
    switch separator {
    case .blanks: isBlank(byte)
    case .semicolon: byte == UInt8(ascii: ";")
    case .comma: byte == UInt8(ascii: ",")
    }
  }

  private static func unquoted(_ field: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    guard field.count >= 2, text[field.lowerBound] == Ascii.quote,
      text[field.upperBound - 1] == Ascii.quote
    else { return field }
    return trimmed((field.lowerBound + 1)..<(field.upperBound - 1), in: text)
  }
}
