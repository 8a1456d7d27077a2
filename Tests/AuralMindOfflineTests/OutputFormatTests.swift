import AuralMind
import AuralMindOffline
import Testing

@Suite struct OutputFormatTests {
  @Test(
    "keeps kind and word length of the input",
    arguments: [
      (
        "a.wav", AudioFormat.Container.wav, AudioFormat.Encoding.integer(bits: 16),
        DitherDepth.bits16
      ),
      ("a.wav", .wav, .integer(bits: 24), .bits24), ("a.wav", .wav, .integer(bits: 32), .off),
      ("a.WAV", .wav, .float(bits: 32), .off), ("a.wav", .wav, .float(bits: 64), .off),
      ("a.wav", .wavex, .integer(bits: 24), .bits24), ("a", .aiff, .float(bits: 32), .off),
      ("a.flac", .flac, .integer(bits: 16), .bits16), ("a.aif", .aiff, .integer(bits: 24), .bits24),
      ("a.ogg", .ogg, .vorbis, .off), ("a.opus", .ogg, .opus, .off),
      ("a.caf", .caf, .integer(bits: 16), .bits16),
    ])
  func kept(
    path: String, container: AudioFormat.Container, encoding: AudioFormat.Encoding,
    dither: DitherDepth
  ) throws {
    let input = Self.format(container, encoding)
    let output = try OutputFormat(path: path, input: input, wordLength: nil)
    #expect(output.format == input)
    #expect(output.dither == dither)
  }

  @Test(
    "takes nothing away where the container cannot keep the encoding",
    arguments: [
      ("a.wav", format(.ogg, .vorbis), AudioFormat.Encoding.integer(bits: 24)),
      ("a.wav", format(.wav, .integer(bits: 8)), .integer(bits: 16)),
      ("a.wav", format(.wav, .other), .integer(bits: 16)),
      ("a.flac", format(.wav, .float(bits: 32)), .integer(bits: 24)),
      ("a.flac", format(.wav, .integer(bits: 32)), .integer(bits: 24)),
      ("a.ogg", format(.wav, .integer(bits: 24)), .vorbis),
    ] as [(String, AudioFormat, AudioFormat.Encoding)])
  func converted(path: String, input: AudioFormat, encoding: AudioFormat.Encoding) throws {
    let output = try OutputFormat(path: path, input: input, wordLength: nil)
    #expect(output.format.encoding == encoding)
  }

  @Test(
    "gives the word length that is asked for, with dither to match", arguments: WordLength.allCases)
  func asked(wordLength: WordLength) throws {
    let output = try OutputFormat(
      path: "a.wav", input: Self.format(.wav, .integer(bits: 24)), wordLength: wordLength)
    #expect(output.format.encoding == wordLength.encoding)
    #expect(output.dither == wordLength.dither)
  }

  @Test("refuses what no file could hold")
  func refused() {
    let input = Self.format(.wav, .integer(bits: 24))
    #expect(throws: AudioFileError.unknownExtension(path: "a.doc")) {
      try OutputFormat(path: "a.doc", input: input, wordLength: nil)
    }
    #expect(throws: AudioFileError.noWordLength(path: "a.ogg")) {
      try OutputFormat(path: "a.ogg", input: input, wordLength: .bits16)
    }
    #expect(throws: AudioFileError.noFloat(path: "a.flac")) {
      try OutputFormat(path: "a.flac", input: input, wordLength: .float32)
    }
    #expect(throws: AudioFileError.self) {
      try OutputFormat(
        path: "a.opus", input: Self.format(.wav, .integer(bits: 24), sampleRate: 44_100),
        wordLength: nil)
    }
  }

  private static func format(
    _ container: AudioFormat.Container, _ encoding: AudioFormat.Encoding, sampleRate: Int = 48_000
  ) -> AudioFormat {
    AudioFormat(
      sampleRate: sampleRate, channelCount: 2, container: container, encoding: encoding)
  }
}
