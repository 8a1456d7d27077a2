import Testing

@testable import AuralMindOffline

@Suite struct SHA256Tests {
  @Test(
    "digests as the standard's examples have it",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(message: String, digest: String) {
    #expect(SHA256(message.utf8).hexadecimal == digest)
  }

  @Test("digests a long message, and every length around the end of a block")
  func lengths() {
    #expect(
      SHA256(repeatElement(UInt8(ascii: "a"), count: 100_000).map { $0 }).hexadecimal
        == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee")
    let digests = Set((54...66).map { SHA256([UInt8](repeating: 0, count: $0)).hexadecimal })
    #expect(digests.count == 13)
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(
      SHA256([UInt8](repeating: 0, count: 64)).hexadecimal
        == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b")
  }
}
