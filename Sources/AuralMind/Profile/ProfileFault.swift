/// Why a text is no profile: where, and what is wrong there.
public struct ProfileFault: Error, Sendable, Equatable {
  /// What can be wrong with the text of a profile.
  public enum Kind: Sendable, Equatable, CaseIterable {
    case tooLong
    case notText
    case unknownVersion
    case badHeader
    case badColumns
    case notNumbers
    case wrongColumnCount
    case badFrequency
    case notAscending
    case badLevel
    case tooManyRows
    case wrongRowCount
    case tooFewRows
    case outsideScale
  }

  /// The line, counted from 1; 0 where it is the text as a whole.
  public var line: Int

  /// What is wrong.
  public var kind: Kind

  /// Names a fault.
  public init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// What is wrong, as the end of a sentence.
  public var words: StaticString {
    switch kind {
    case .tooLong: "it is longer than 1 MiB"
    case .notText: "it is not text"
    case .unknownVersion: "it is an auralmind-profile of a version other than 1"
    case .badHeader: "the value does not fit its key"
    case .badColumns: "columns has to name frequency_hz, mid_db and side_db, each once"
    case .notNumbers: "it is not a row of numbers"
    case .wrongColumnCount: "the row has too few columns, or too many"
    case .badFrequency: "the frequency is not above 0"
    case .notAscending: "the frequency is not above that of the row before"
    case .badLevel: "the level is not between -200 and 200 dB"
    case .tooManyRows: "there are more than 4096 rows"
    case .wrongRowCount: "the number of rows is not the one that the header promises"
    case .tooFewRows: "there are fewer than 2 rows"
    case .outsideScale: "the rows hold fewer than 2 bands of 10 Hz to 192 kHz"
    }
  }
}
