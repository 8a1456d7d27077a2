/// The order of the columns of a profile.
struct ProfileColumns: Equatable {
  /// The column of the frequency, from 0.
  var frequency: Int
  /// The column of the level of mid.
  var mid: Int
  /// The column of the level of side.
  var side: Int
  /// The number of columns; others than the three do not count.
  var count: Int

  /// What a profile has that does not say.
  static var profile: ProfileColumns {
    ProfileColumns(frequency: 0, mid: 1, side: 2, count: 3)
  }

  /// Creates an order of columns.
  init(frequency: Int, mid: Int, side: Int, count: Int) {
    self.frequency = frequency
    self.mid = mid
    self.side = side
    self.count = count
  }

  /// Reads the names of the columns; nil where one of the three is missing or named twice.
  init?(_ names: Range<Int>, in text: Span<UInt8>) {
    let fields = TextFields(names, in: text, separator: .blanks).fields
    // Where there may be more, they were dropped.
    guard fields.count < TextFields.capacity,
      let frequency = Self.place(ProfileFormat.frequencyColumn, fields, text),
      let mid = Self.place(ProfileFormat.midColumn, fields, text),
      let side = Self.place(ProfileFormat.sideColumn, fields, text)
    else { return nil }
    self.init(frequency: frequency, mid: mid, side: side, count: fields.count)
  }

  private static func place(
    _ name: StaticString, _ fields: [Range<Int>], _ text: Span<UInt8>
  ) -> Int? {
    var place: Int?
    for i in 0..<fields.count where reads(fields[i], in: text, as: name) {
      if place != nil { return nil }
      place = i
    }
    return place
  }
}
