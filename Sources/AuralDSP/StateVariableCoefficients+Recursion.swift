/// The same filter in terms in which other loops compute it.
extension StateVariableCoefficients {
  /// What the first integrator keeps of its state, what the two take of each other, and what the second
  /// takes of the input.
  public var integrators: (firstKeep: Double, exchange: Double, secondFeed: Double) {
    @_noLocks get { (firstKeep, exchange, secondFeed) }
  }

  /// What the output takes of the outputs before it: a1 and a2 of the difference equation.
  ///
  /// They are the trace, negative, and the determinant of the matrix that takes the states of the two
  /// integrators from frame to frame.
  public var recursion: DoubleFrame {
    @_noLocks get {
      DoubleFrame(-(firstKeep + secondKeep), firstKeep * secondKeep + exchange * exchange)
    }
  }

  /// What the output takes of the input at once: the scale of a numerator that begins with 1.
  public var scale: Double {
    @_noLocks get { direct + halfBand * exchange + halfLow * secondFeed }
  }
}
