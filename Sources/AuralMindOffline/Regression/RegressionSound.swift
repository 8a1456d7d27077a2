/// A generator of one programme of the regression suite.
protocol RegressionSound {
  /// The next frame, left and right, against full scale.
  mutating func next() -> SIMD2<Double>
}
