import AuralDSP

extension Profile {
  /// The longest text that is read, in bytes.
  public static let maximumTextBytes = 1 << 20

  /// The most rows that are read.
  public static let maximumRows = 4_096

  /// Reads what `text` writes, or a plain table of frequencies and levels as a target curve.
  ///
  /// Tables are those of acoustics software: .frd files, exports of Room EQ Wizard, CSV with commas,
  /// semicolons or tabulators; a third column, the phase, does not count.
  public init(text: Span<UInt8>) throws(ProfileFault) {
    var reader = ProfileReader()
    self = try reader.read(text)
  }
}

/// Reads the text of a profile or of a curve, line by line.
struct ProfileReader {
  /// What the header has said so far.
  var profile = Profile(spectrum: MatchSpectrum(bands: BandSpectrum()))
  /// The number of rows that the header promises.
  var promisedRows: Int?
  /// The places of the frequency, mid and side among the columns.
  var columns = ProfileColumns.profile

  /// Whether rows have been read.
  var hasRows: Bool { rows.count > 0 }

  private var rows = ProfileRows()
  private var separator = TextFields.Separator.blanks
  private var isProfile = false
  private var hasNames = false

  /// Reads a whole text.
  mutating func read(_ text: Span<UInt8>) throws(ProfileFault) -> Profile {
    guard text.count <= Profile.maximumTextBytes else {
      throw ProfileFault(line: 0, kind: .tooLong)
    }
    var lines = TextLines()
    var isFirst = true
    while let line = lines.next(in: text) {
      if let kind = readLine(line, in: text, isFirst: isFirst) {
        throw ProfileFault(line: lines.number, kind: kind)
      }
      if !line.isEmpty { isFirst = false }
    }
    return try finish(lastLine: lines.number)
  }

  private mutating func readLine(
    _ line: Range<Int>, in text: Span<UInt8>, isFirst: Bool
  ) -> ProfileFault.Kind? {
    guard Self.isText(line, text) else { return .notText }
    guard let first = line.first else { return nil }
    switch text[first] {
    case UInt8(ascii: "*"):
      let content = trimmed((first + 1)..<line.upperBound, in: text)
      if isFirst, let version = Self.version(content, in: text) {
        isProfile = true
        columns = .profile
        return reads(version, in: text, as: ProfileFormat.version) ? nil : .unknownVersion
      }
      return isProfile ? readHeader(content, in: text) : nil
    case UInt8(ascii: "#"): return nil
    case UInt8(ascii: "%"), UInt8(ascii: ";"): return isProfile ? .notNumbers : nil
    default: return readRow(line, in: text)
    }
  }

  private mutating func readRow(
    _ line: Range<Int>, in text: Span<UInt8>
  ) -> ProfileFault.Kind? {
    if !isProfile && rows.count == 0 {
      separator = Self.separator(of: line, in: text)
      if isNames(line, in: text) { return nil }
    }
    let fields = TextFields(line, in: text, separator: separator)
    guard let numbers = fields.numbers(in: text, separator: separator) else { return .notNumbers }
    let count = numbers.count
    guard isProfile ? count == columns.count : count == 2 || count == 3 else {
      return .wrongColumnCount
    }
    let (mid, side) = isProfile ? (columns.mid, columns.side) : (1, 1)
    return rows.append(
      hertz: numbers[isProfile ? columns.frequency : 0],
      decibels: SIMD2(numbers[mid], numbers[side]))
  }

  /// Whether a line ahead of the first row names the columns: once in words, or in quotes.
  private mutating func isNames(_ line: Range<Int>, in text: Span<UInt8>) -> Bool {
    let fields = TextFields(line, in: text, separator: separator)
    if fields.number(0, in: text, separator: separator) != nil { return false }
    let first = text[line.lowerBound]
    if first == Ascii.quote { return true }
    let isWord = first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z")
    guard isWord || first >= 0x80, !hasNames else { return false }
    hasNames = true
    return true
  }

  private mutating func finish(lastLine: Int) throws(ProfileFault) -> Profile {
    guard rows.count >= 2 else { throw ProfileFault(line: lastLine, kind: .tooFewRows) }
    if isProfile && promisedRows != rows.count {
      throw ProfileFault(line: lastLine, kind: .wrongRowCount)
    }
    guard let bands = rows.bands() else {
      throw ProfileFault(line: lastLine, kind: .outsideScale)
    }
    profile.spectrum = MatchSpectrum(bands: bands, isCurve: !isProfile)
    return profile
  }

  /// The separator of a file, by its first row: with a comma between numbers it is the comma.
  private static func separator(
    of line: Range<Int>, in text: Span<UInt8>
  ) -> TextFields.Separator {
    var hasComma = false
    for i in line {
      if text[i] == UInt8(ascii: ";") { return .semicolon }
      if text[i] == UInt8(ascii: ",") { hasComma = true }
    }
    guard hasComma else { return .blanks }
    let fields = TextFields(line, in: text, separator: .comma)
    return fields.numbers(in: text, separator: .comma) == nil ? .blanks : .comma
  }

  /// What follows the name of the format; nil where that is not there.
  private static func version(_ content: Range<Int>, in text: Span<UInt8>) -> Range<Int>? {
    let name = ProfileFormat.name
    let end = content.lowerBound + name.utf8CodeUnitCount
    guard end <= content.upperBound, reads(content.lowerBound..<end, in: text, as: name) else {
      return nil
    }
    return trimmed(end..<content.upperBound, in: text)
  }

  private static func isText(_ line: Range<Int>, _ text: Span<UInt8>) -> Bool {
    for i in line where text[i] < Ascii.space && text[i] != Ascii.tab || text[i] == 0x7f {
      return false
    }
    return true
  }
}
