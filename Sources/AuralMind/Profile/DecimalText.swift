import CRealtime

/// Reads a decimal number, the same in every language of the system; nil where it is none.
///
/// A sign, digits with a point (or a comma, where `allowsComma`), an exponent: nothing else, and
/// nothing that is not finite. Up to 15 digits are read exactly to the last bit of a Double.
func decimal(_ range: Range<Int>, in text: Span<UInt8>, allowsComma: Bool) -> Double? {
  var position = range.lowerBound
  let isNegative = sign(&position, range.upperBound, text)
  var mantissa: UInt64 = 0
  var exponent = 0
  var digits = 0
  var hasPoint = false
  while position < range.upperBound {
    let byte = text[position]
    if let digit = digit(byte) {
      digits += 1
      // What does not fit any more only moves the point.
      if mantissa < 100_000_000_000_000_000 {
        mantissa = mantissa * 10 + UInt64(digit)
        if hasPoint { exponent -= 1 }
      } else if !hasPoint {
        exponent += 1
      }
    } else if !hasPoint && (byte == UInt8(ascii: ".") || allowsComma && byte == UInt8(ascii: ",")) {
      hasPoint = true
    } else {
      break
    }
    position += 1
  }
  guard digits > 0 else { return nil }
  if position < range.upperBound {
    guard let written = writtenExponent(position..<range.upperBound, in: text) else { return nil }
    exponent += written
  }
  let value = scaled(Double(mantissa), exponent)
  guard value.isFinite else { return nil }
  return isNegative ? -value : value
}

/// Appends a number with a fixed count of decimals, at most 9; |value| below a billion.
func append(_ value: Double, places: Int, to bytes: inout [UInt8]) {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let magnitude = min(max(value, -value), 999_999_999)
  let units = Int(magnitude * Double(scale) + 0.5)
  // What rounds to 0 has no sign.
  if value < 0 && units > 0 { bytes.append(UInt8(ascii: "-")) }
  appendInteger(units / scale, digits: 1, to: &bytes)
  guard places > 0 else { return }
  bytes.append(UInt8(ascii: "."))
  appendInteger(units % scale, digits: places, to: &bytes)
}

/// Appends a whole number from 0 up, with zeros ahead to fill `digits`.
private func appendInteger(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
  if value >= 10 || digits > 1 { appendInteger(value / 10, digits: digits - 1, to: &bytes) }
  bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
}

private func digit(_ byte: UInt8) -> UInt8? {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : nil
}

/// Passes a sign, if there is one; true for a minus.
private func sign(_ position: inout Int, _ end: Int, _ text: Span<UInt8>) -> Bool {
  guard position < end else { return false }
  let isNegative = text[position] == UInt8(ascii: "-")
  if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }
  return isNegative
}

/// Reads the letter e and a whole number.
private func writtenExponent(_ range: Range<Int>, in text: Span<UInt8>) -> Int? {
  guard text[range.lowerBound] | 0x20 == UInt8(ascii: "e") else { return nil }
  var position = range.lowerBound + 1
  let isNegative = sign(&position, range.upperBound, text)
  guard position < range.upperBound else { return nil }
  var value = 0
  while position < range.upperBound {
    guard let digit = digit(text[position]) else { return nil }
    // Beyond any Double in either direction.
    value = min(value * 10 + Int(digit), 100_000)
    position += 1
  }
  return isNegative ? -value : value
}

private func scaled(_ mantissa: Double, _ exponent: Int) -> Double {
  if mantissa == 0 { return 0 }
  // In two steps, so that neither power of ten leaves the range of a Double.
  let part = min(max(exponent, -300), 300)
  let rest = Double(min(max(exponent - part, -400), 400))
  let value = part < 0 ? mantissa / pow(10, Double(-part)) : mantissa * pow(10, Double(part))
  return rest == 0 ? value : value * pow(10, rest)
}
