/// How much a capture listens for, from what is wanted of any programme to what few are asked for.
enum CaptureDepth: Int, Comparable, Sendable {
  /// What matching goes by: the spectrum and the loudness, without peaks.
  case reference
  /// The figures alone.
  case figures
  /// The spectrum too, and how alike left and right are: what a master is judged by.
  case spectrum
  /// Everything that a profile keeps.
  case profile
  /// What a proposal goes by beside that: it takes as long as the rest.
  case proposal

  /// Whether peaks between samples are looked for, which takes longer than the loudness.
  var hearsTruePeaks: Bool { self != .reference }

  /// Whether the spectrum is taken.
  var hearsSpectrum: Bool { self == .reference || self >= .spectrum }

  /// Whether `a` listens for less than `b`.
  static func < (a: CaptureDepth, b: CaptureDepth) -> Bool { a.rawValue < b.rawValue }
}
