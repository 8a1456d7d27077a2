/// A part of a stage's work, counted from the source, for a frame of both channels.
///
/// A multiply-add counts one: a multiplication with an addition behind it, or either alone, a division, a
/// comparison, a minimum. What only moves, converts or chooses counts nothing, nor does what is done once
/// in some frames where it is a trifle. Each number is touched once: what a part reads and writes is what
/// it has to read and write.
struct Part {
  /// Multiply-adds in single precision, a lane each.
  var single = 0.0
  /// Multiply-adds in double precision: each takes two lanes of single precision.
  var double = 0.0
  /// Bytes read and written.
  var bytes = 0.0

  /// All in lanes of single precision.
  var multiplyAdds: Double { single + 2 * double }

  /// Both.
  static func + (first: Part, second: Part) -> Part {
    Part(
      single: first.single + second.single, double: first.double + second.double,
      bytes: first.bytes + second.bytes)
  }

  /// So many of a part.
  static func * (count: Double, part: Part) -> Part {
    Part(single: count * part.single, double: count * part.double, bytes: count * part.bytes)
  }
}
