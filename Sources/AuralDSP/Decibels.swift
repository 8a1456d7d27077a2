import CRealtime

/// Converts a level in decibels to a linear amplitude gain.
@_noLocks
public func amplitude(decibels: Double) -> Double {
  pow(10, decibels * 0.05)
}

/// Converts a linear amplitude to decibels; `floor` for anything at or below it, 0 included.
@_noLocks
public func decibels(amplitude: Double, floor: Double = -200) -> Double {
  amplitude > 0 ? max(floor, 20 * log10(amplitude)) : floor
}

/// Converts a power to decibels; `floor` for anything at or below it, 0 included.
@_noLocks
public func decibels(power: Double, floor: Double = -200) -> Double {
  power > 0 ? max(floor, 10 * log10(power)) : floor
}
