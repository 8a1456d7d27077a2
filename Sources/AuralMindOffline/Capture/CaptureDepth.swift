/// How much a capture listens for, from what is wanted of any programme to what few are asked for.
enum CaptureDepth: Int, Comparable, Sendable {
  /// The figures alone.
  case figures
  /// The spectrum too, and how alike left and right are: what a master is judged by.
  case spectrum
  /// Everything that a profile keeps.
  case profile
  /// What a proposal goes by beside that: it takes as long as the rest.
  case proposal

  /// Whether `a` listens for less than `b`.
  static func < (a: CaptureDepth, b: CaptureDepth) -> Bool { a.rawValue < b.rawValue }
}
