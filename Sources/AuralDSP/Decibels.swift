/// Ten times the decimal logarithm of 2: what a doubled power has more, in dB.
private let decibelsOfTwo = 3.0102999566398119521

/// Converts a level in decibels to a linear amplitude gain.
@_noLocks
public func amplitude(decibels: Double) -> Double {
  powerOfTwo(decibels * (1 / (2 * decibelsOfTwo)))
}

/// Converts a linear amplitude to decibels; `floor` for anything at or below it, 0 included.
@_noLocks
public func decibels(amplitude: Double, floor: Double = -200) -> Double {
  guard amplitude > 0 else { return floor }
  return amplitude < .infinity ? max(floor, 2 * decibelsOfTwo * logarithm2(amplitude)) : amplitude
}

/// Converts a power to decibels; `floor` for anything at or below it, 0 included.
@_noLocks
public func decibels(power: Double, floor: Double = -200) -> Double {
  guard power > 0 else { return floor }
  return power < .infinity ? max(floor, decibelsOfTwo * logarithm2(power)) : power
}
