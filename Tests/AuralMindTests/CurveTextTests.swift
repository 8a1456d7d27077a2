import AuralDSP
import AuralMind
import Foundation
import Testing

@Suite struct CurveTextTests {
  private func curve(_ text: String) throws -> MatchSpectrum {
    let bytes = Array(text.utf8)
    return try Profile(text: bytes.span).spectrum
  }

  /// Whether a text is the curve of -3.5 dB at 20 Hz, 0 at 1 kHz and 2.25 dB at 20 kHz.
  private func expectCurve(_ text: String) throws {
    let spectrum = try curve(text)
    #expect(spectrum.isCurve)
    for (hertz, level) in [(20.0, -3.5), (20_480, 2.25)] {
      let band = min(
        Int(OctaveBands.position(hertz: hertz).rounded()), spectrum.bands.count - 1)
      let power = spectrum.bands[band]
      #expect(power.x == power.y)
      #expect(abs(10 * log10(Double(power.x)) - level) < 0.05, "\(text)")
    }
    #expect(spectrum.bands[0] == .zero)
  }

  @Test(
    "the tables of acoustics software are curves, for mid and side alike",
    arguments: [
      // An .frd: comments with an asterisk, three columns, the phase last.
      "* Loudspeaker\n20.0 -3.5 12.1\n1000 0.0 -170\n20000 2.25 90\n",
      // Room EQ Wizard, text export.
      """
      * Measurement data measured by REW V5.31
      * Freq(Hz) SPL(dB) Phase(degrees)
      20.000000 -3.500 0.00
      1000.0 0.0 1.0
      20000.0 2.25 -3.0
      """,
      // Older exports quote their head.
      "\"Measured by someone\"\n\"Freq(Hz)\" \"SPL(dB)\"\n20 -3.5\n1000 0\n20000 2.25",
      // Blanks, tabulators, and a head in words.
      "Freq(Hz)\tSPL(dB)\tPhase\n20\t-3.5\t0\n1000\t0\t0\n20000\t2.25\t0",
      // A European system: decimal commas between blanks, tabulators or semicolons.
      "20,0 -3,5\n1000,0 0,0\n20000,0 2,25", "20,0\t-3,5\n1000,0\t0,0\n20000,0\t2,25",
      "Frequenz;Pegel\n20,0;-3,5\n1000,0;0\n20000;2,25;\n",
      // CSV.
      "frequency,raw\n20,-3.5\n1000,0.0\n20000,2.25\n",
      "20, -3.5, 0\r\n1000, 0, 0\r\n20000, 2.25, 0",
      "\"hz\",\"db\"\n\"20\",\"-3.5\"\n\"1000\",\"0\"\n\"20000\",\"2.25\"\n",
      // An old Mac, a byte order mark, comments of other programs.
      "\u{FEFF}# house curve\r% made by hand\r;note\r20 -3.5\r1e3 +0\r2e4 .225e1\r",
    ])
  func formats(text: String) throws {
    try expectCurve(text)
  }

  @Test("an asterisk in a curve starts a comment, whatever it says")
  func comments() throws {
    try expectCurve("* rows: 7\n20 -3.5\n* columns: none\n1000 0\n20000 2.25")
  }

  @Test(
    "a curve that cannot be is refused with its line",
    arguments: [
      ("20 0\n30 0 0 0", 2, ProfileFault.Kind.wrongColumnCount), ("20\n30", 1, .wrongColumnCount),
      ("words\nmore words\n20 0\n30 0", 2, .notNumbers), ("20 0\nwords\n30 0", 2, .notNumbers),
      ("20 high\n30 0", 1, .notNumbers), ("20 0\n10 0", 2, .notAscending),
      ("0 0\n10 0", 1, .badFrequency), ("20 0\n30 201", 2, .badLevel),
      ("20,0\n30;0", 2, .notNumbers), ("# only a comment\n", 1, .tooFewRows),
      ("RIFF\u{4}\u{0}WAVE", 1, .notText),
    ])
  func refused(text: String, line: Int, kind: ProfileFault.Kind) {
    #expect(throws: ProfileFault(line: line, kind: kind)) { try curve(text) }
  }

  @Test("a curve is written as a table, and read back")
  func roundTrip() throws {
    let table = Array("20 -3.5\n1000 0\n20000 2.25".utf8)
    let profile = try Profile(text: table.span)
    let text = profile.text
    try expectCurve(String(decoding: text, as: UTF8.self))
    let read = try Profile(text: text.span)
    #expect(read.text == text)
  }
}
