// Text as C has it, between hosts, files and Swift: bytes up to a zero.

/// Whether a C string, which may be missing, spells `expected`.
func spells(_ text: UnsafePointer<CChar>?, _ expected: StaticString) -> Bool {
  guard let text = unsafe text else { return false }
  // Stops at the first difference, so it never reads past the end of `text`.
  for i in 0...expected.utf8CodeUnitCount
  where unsafe UInt8(bitPattern: text[i]) != expected.utf8Start[i] { return false }
  return true
}

/// The C string of a literal: literals end in a zero byte.
func cString(_ literal: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// The C string of a text without a closing zero.
func cText(_ bytes: [UInt8]) -> [CChar] {
  var text = bytes.map { CChar(bitPattern: $0) }
  text.append(0)
  return text
}

/// The text of a C string, without its closing zero.
func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
  var bytes: [UInt8] = []
  while unsafe text[bytes.count] != 0 { bytes.append(unsafe UInt8(bitPattern: text[bytes.count])) }
  return bytes
}

/// Appends the digits of a whole number from 0 up.
func append(_ number: Int, to bytes: inout [UInt8]) {
  if number > 9 { append(number / 10, to: &bytes) }
  bytes.append(UInt8(0x30 + number % 10))
}

/// Appends the characters of a literal.
func append(_ text: StaticString, to bytes: inout [UInt8]) {
  for i in 0..<text.utf8CodeUnitCount { bytes.append(unsafe text.utf8Start[i]) }
}
