import Foundation

/// What stages are built of.
extension Part {
  /// `StateVariableFilter.advance` in one lane: three products for either state, and two sums.
  static let stateVariableStep = Part(double: 8)

  /// `StateVariableFilter.process` in one lane: the step, and three products that mix its outputs.
  static let stateVariable = Part(double: 11)

  /// `FirstOrderHighpass.process` in one lane.
  static let firstOrder = Part(double: 5)

  /// `LowPass4.process` in one lane: two sections of five products.
  static let lowPass4 = Part(double: 10)

  /// `add_weighted_squares` in one lane: a shelf with five products, a high-pass with two.
  static let kWeighting = Part(double: 10)

  /// A block that is read and written in place.
  static let block = Part(bytes: 16)

  /// A frame that is kept, and read again later.
  static let delay = Part(bytes: 32)

  /// A transform of so many complex numbers: 5 N log2 N operations (Frigo & Johnson's convention), two of
  /// which a multiply-add does at best; read and written once.
  static func transform(_ count: Double) -> Part {
    Part(single: 2.5 * count * log2(count), bytes: 16 * count)
  }

  /// A transform of so many real numbers, which is half of it.
  static func realTransform(_ count: Double) -> Part { 0.5 * transform(count) }

  /// `MidSideStages`: sound and look-ahead are coded, and the sound is decoded.
  static let midAndSide = Part(single: 8 + 2, bytes: 48)

  /// `WidthGuard`: three `WidthBands` of four corners, five operations each, four sums of `WidthQuantum`,
  /// and the share that is taken.
  static let widthGuard = Part(single: 3 * 4 * 5 + 4 * 4, double: 3, bytes: 24)

  /// `PhraseFollower.hear`: weights middle and sides, and sums their squares.
  static let phrase = 2 * kWeighting + Part(double: 2, bytes: 8)

  /// `Oversampler` while nothing reaches its threshold: second differences, their extremes and those of
  /// the samples, and the bound of every group of eight frames.
  static let quietOversampler = Part(single: 10 + 5, bytes: 24)

  /// `Oversampler` while everything does: the half-sample interpolator of `halfReach` mirrored taps, an
  /// addition and a multiply-add each, and twice the quarters between, which share sums and differences.
  static func loudOversampler(halfReach: Double, phaseReach: Double) -> Part {
    Part(
      single: 2 * (2 * halfReach) + 2 * 2 * (5 * phaseReach + 2), bytes: 16 + 2 * 8 * 8)
  }
}
