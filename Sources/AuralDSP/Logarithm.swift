/// The natural logarithm of 2.
private let naturalTwo = 0.693147180559945309

/// The logarithm to the base 2 of a normal number above 0, within 2e-15 of its size or of 1.
///
/// Detectors ask for levels thousands of times a second; here nothing is called, and unlike a library's that
/// goes by the processor, it has the same bits on any machine. A number is its mantissa, between √½ and √2,
/// times a power of two; the mantissa's logarithm is twice the inverse hyperbolic tangent of
/// (m - 1) / (m + 1) (M. Abramowitz & I. Stegun, "Handbook of Mathematical Functions", 4.1.27).
@_noLocks @inline(never)
func logarithm2(_ value: Double) -> Double {
  // 0x3fe6a09e667f3bcd is √½: what is taken off leaves the exponent of the nearest power of two.
  let offset = Int64(bitPattern: value.bitPattern) &- 0x3fe6_a09e_667f_3bcd
  let exponent = offset >> 52
  let mantissa = Double(
    bitPattern: UInt64(bitPattern: Int64(bitPattern: value.bitPattern) &- exponent << 52))
  let t = (mantissa - 1) / (mantissa + 1)
  let square = t * t
  // 1 + t²/3 + t⁴/5 and so on, up to t¹⁸/19: t² is 0.0295 at most.
  let low = 1 + square * (1.0 / 3)
  let second = 1.0 / 5 + square * (1.0 / 7)
  let third = 1.0 / 9 + square * (1.0 / 11)
  let fourth = 1.0 / 13 + square * (1.0 / 15)
  let last = 1.0 / 17 + square * (1.0 / 19)
  let fourthPower = square * square
  let eighthPower = fourthPower * fourthPower
  let series =
    (low + second * fourthPower)
    + ((third + fourth * fourthPower) + last * eighthPower) * eighthPower
  return Double(exponent) + t * series * (2 / naturalTwo)
}

/// Added to a number below 2^51 in size, this leaves the nearest whole one in the last bits: 1.5 · 2^52.
private let rounding = 6_755_399_441_055_744.0

/// Two to the power of a number between -1000 and 1000, within 1e-15 of its size; of one beyond, as of that.
///
/// Whole powers are a matter of the exponent, and what is left, at most a half either way, one of the
/// exponential series.
@_noLocks @inline(never)
func powerOfTwo(_ exponent: Double) -> Double {
  let held = min(max(exponent, -1_000), 1_000)
  let rounded = held + rounding
  let z = (held - (rounded - rounding)) * naturalTwo
  let square = z * z
  let first = 1 + z
  let second = 1.0 / 2 + z * (1.0 / 6)
  let third = 1.0 / 24 + z * (1.0 / 120)
  let fourth = 1.0 / 720 + z * (1.0 / 5_040)
  let fifth = 1.0 / 40_320 + z * (1.0 / 362_880)
  let last = 1.0 / 3_628_800 + z * (1.0 / 39_916_800)
  let fourthPower = square * square
  let series =
    (first + second * square)
    + ((third + fourth * square) + (fifth + last * square) * fourthPower) * fourthPower
  let whole = rounded.bitPattern &- rounding.bitPattern
  return series * Double(bitPattern: (whole &+ 1_023) << 52)
}
