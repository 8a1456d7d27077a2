import CLV2
import Testing

/// What a host tells of itself when it makes an instance.
@Suite struct HostOptionTests {
  private typealias Option = HostOptionList.Option

  private func lines(_ options: [Option], rate: Double = 48_000) throws -> [String] {
    let log = Log()
    let list = HostOptionList(options)
    let plugin = try #require(try Plugin(rate: rate, log: log, options: list))
    plugin.activate()
    #expect(plugin.process(.noise(1_000)).isFinite)
    // The library of the tests has slots that cannot be read, which are no business of this.
    return log.lines.filter { $0.contains("the host") }
  }

  @Test func `a rate that agrees is not worth a word`() throws {
    for options in [
      [], [Option.rate(Float(48_000))], [.rate(48_000.0)], [.rate(Float(48_000)), .rate(48_000.0)],
    ] {
      #expect(try lines(options).isEmpty)
    }
    #expect(try lines([.rate(Float(44_100))], rate: 44_100).isEmpty)
  }

  @Test func `a rate that differs from the one asked for is told in the log, and does not count`()
    throws
  {
    for option in [Option.rate(Float(96_000)), .rate(96_000.0)] {
      #expect(
        try lines([option]) == [
          "(?) AuralMind: the host asks for 48000 Hz and says it runs at 96000 Hz; the first is what counts."
        ])
    }
    let told = HostOptionList([.rate(96_000.0)])
    let plugin = try #require(try Plugin(options: told))
    let plain = try #require(try Plugin())
    plugin.activate()
    plain.activate()
    #expect(plugin.process(.noise(9_000)).isIdentical(to: plain.process(.noise(9_000))))
  }

  @Test func `options that make no sense are passed over`() throws {
    let odd = [
      Option(bytes: nil), Option(bytes: []), Option(bytes: [1, 2]),
      Option(type: "Double", bytes: [1]),
      Option(type: "Int", bytes: [0, 0, 1, 0]), Option(name: "urn:other", bytes: [0, 0, 1, 0]),
      .rate(Float.nan), .rate(Double.infinity), .rate(-1.0), .rate(Double.greatestFiniteMagnitude),
      Option(bytes: [0, 0, 1, 0x47], isOfInstance: false),
    ]
    for option in odd { #expect(try lines([option]).isEmpty, "\(option)") }
    // Far more than any host has.
    #expect(try lines((0..<200).map { _ in Option(name: "urn:other", bytes: [0]) }).isEmpty)
  }
}
