import AuralDSP

/// The K-weighted powers of a signal's frames, both channels together.
public func weightedPowers(of signal: Signal, sampleRate: Double) -> [Double] {
  var weighting = KWeighting(sampleRate: sampleRate)
  return signal.map { frame in
    var sum = DoubleFrame.zero
    var run = [frame]
    var span = run.mutableSpan
    weighting.addSquares(of: &span, to: &sum)
    return sum.sum()
  }
}
