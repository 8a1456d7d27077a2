import AuralMind
import AuralMindOffline

/// The page auralmind-profile(5): the text that profiles are, by the constants that read it.
struct ProfileManual {
  private var page = RoffPage(title: "auralmind-profile", section: 5, volume: "File Formats")

  /// Rows to show; the figures are those of a real record's lowest bands.
  private static let example = """
    * \(ProfileFormat.name) \(ProfileFormat.version)
    * \(ProfileFormat.nameKey): Night drive
    * \(ProfileKey.sources.name): 1
    * \(ProfileKey.sampleRate.name): 48000
    * \(ProfileKey.integrated.name): -9.31
    * \(ProfileKey.correlation.name): 20 120 0.981
    * \(ProfileKey.level.name): 50 -9.12
    * \(ProfileKey.section.name): 0 31.36 0.25
    * \(ProfileKey.rows.name): 3
    * \(ProfileFormat.columnsKey): \(ProfileFormat.frequencyColumn) \(ProfileFormat.midColumn) \
    \(ProfileFormat.sideColumn)
    10.000 -61.20 -92.10
    10.293 -60.87 -91.82
    10.595 -60.31 -91.40
    """

  /// Writes the page.
  init() throws {
    page.section("NAME")
    page.text("auralmind-profile - the sound of a track as text")
    writeDescription()
    writeHeader()
    writeRows()
    page.section("CURVES")
    page.text(
      """
      A text without the first line of a profile is a curve to aim at, for mid and side alike: a \
      frequency in Hz and a level in dB on each line, and a third column, the phase, that does not \
      count. Lines that begin with *, #, % or ; are comments, and one line may name the columns. \
      Columns are parted by blanks, commas, semicolons or tabulators, so that .frd files, exports of \
      Room EQ Wizard and CSV are taken as they are.
      """)
    writeLimits()
    page.section("EXAMPLE")
    // Read and written again, so that what is shown is what is written.
    let profile = try Profile(text: Array(Self.example.utf8).span)
    let text = String(decoding: profile.text, as: UTF8.self)
    page.example(text.split(separator: "\n").map(String.init))
    page.section("SEE ALSO")
    page.text([.bold("auralmind"), .plain("(1)")])
  }

  /// The page's source.
  var source: String { page.source }

  private mutating func writeDescription() {
    page.section("DESCRIPTION")
    page.text(
      """
      A profile is what auralmind capture writes of a track, or of several, and what the match EQ \
      aims at or starts from. It is UTF-8 text, and the same tracks give the same bytes. Lines that \
      begin with * are its header, the others rows of numbers.
      """)
    page.paragraphBreak()
    page.text("The first line names the format and its edition:")
    page.example(["* \(ProfileFormat.name) \(ProfileFormat.version)"])
  }

  private mutating func writeHeader() {
    page.section("HEADER")
    page.text(
      """
      Each line has a key, a colon and values. What is not known is left out, and keys that a reader \
      does not know say nothing to it.
      """)
    page.item(key("\(ProfileFormat.nameKey)", "text"), "What people call it.")
    for key in ProfileKey.allCases {
      page.item(self.key("\(key.name)", "\(key.values)"), "\(key.meaning)")
    }
    page.item(
      key("\(ProfileFormat.columnsKey)", "names"),
      """
      The names of the columns, in their order; \(ProfileFormat.frequencyColumn), \
      \(ProfileFormat.midColumn) and \(ProfileFormat.sideColumn) have to be among them.
      """)
  }

  private func key(_ name: String, _ values: String) -> [RoffText] {
    [.bold(name), .bold(":"), .plain(" "), .italic(values)]
  }

  private mutating func writeRows() {
    page.section("ROWS")
    page.text(
      """
      A row has the centre of a band in Hz and the levels in dB of the power in it, of mid, (L + R)/2, \
      and of side, (L - R)/2. A full-scale sine in both channels has -3.01 dB in mid. Rows ascend, \
      from \(plainNumber(Float(ProfileFormat.lowestHertz))) Hz to Nyquist, \(ProfileFormat.bandsPerOctave) \
      an octave as they are written; they are read at any spacing. \
      \(plainNumber(Float(ProfileFormat.silenceDecibels))) dB stands for nothing at all. Passages that do \
      not count for the loudness do not count for the spectrum.
      """)
  }

  private mutating func writeLimits() {
    page.section("LIMITS")
    page.text(
      """
      A text is read up to \(Profile.maximumTextBytes >> 20) MiB and \(Profile.maximumRows) rows; \
      levels lie between \(plainNumber(Float(ProfileFormat.silenceDecibels))) and \
      \(plainNumber(Float(ProfileFormat.highestDecibels))) dB. Anything else is refused with the line, and the \
      profile in use stays in use:
      """)
    for kind in ProfileFault.Kind.allCases {
      page.item([.plain("·")], "\(ProfileFault(line: 0, kind: kind).words).")
    }
  }
}
