/// A slot of the library in the form a session keeps it in: its number in four bytes, the least
/// first, then the file.
struct SessionSlot {
  private static let headBytes = 4

  /// The number, from 1.
  let number: Int
  /// The bytes of the file.
  let content: [UInt8]

  /// Takes the stored form apart; nil where it is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > Self.headBytes, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0,
      (1...ProfileLibrary.slotCount).contains(Int(bytes[0]))
    else { return nil }
    number = Int(bytes[0])
    content = Array(bytes[Self.headBytes...])
  }

  /// The stored form of the slot `number`; nil where it is 0 or has nothing in it.
  static func stored(_ number: Int, of profiles: ShelvedProfiles) -> [UInt8]? {
    let content = profiles.slots[number]
    return content.isEmpty ? nil : [UInt8(number), 0, 0, 0] + content
  }
}
