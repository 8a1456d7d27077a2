import AuralDSP
import AuralMindOffline
import FileSupport
import Foundation
import Testing

@Suite struct PendingAudioFileTests {
  private let stereo = AudioFormat(
    sampleRate: 48_000, channelCount: 2, container: .wav, encoding: .float(bits: 32))

  private func write(
    _ frames: [Frame], to path: String, wordLength: WordLength, sampleRate: Int = 48_000
  ) throws {
    var pending = try PendingAudioFile(
      Destination(path: path, inputs: []),
      output: OutputFormat(path: path, input: stereo, wordLength: wordLength),
      frameCount: frames.count)
    try pending.write(frames)
    try pending.finish().commit()
  }

  @Test("clamps what is beyond full scale, never wraps it", arguments: WordLength.allCases)
  func clamps(wordLength: WordLength) throws {
    let folder = try TemporaryFolder()
    try write([Frame(1.5, -1.5), Frame(1, -1)], to: folder("x.wav"), wordLength: wordLength)
    let samples = try #require(SoundFile(path: folder("x.wav"))).samples
    if wordLength == .float32 {
      #expect(samples == [1.5, -1.5, 1, -1])
    } else {
      let bits = try #require(Int(wordLength.rawValue))
      let highest = 1 - Float(sign: .plus, exponent: 1 - bits, significand: 1)
      #expect(samples == [highest, -1, highest, -1])
    }
  }

  @Test(
    "keeps samples that lie on the grid of the word length",
    arguments: [
      WordLength.bits16, .bits20, .bits24,
    ])
  func exactOnGrid(wordLength: WordLength) throws {
    let folder = try TemporaryFolder()
    let bits = try #require(Int(wordLength.rawValue))
    let step = Float(sign: .plus, exponent: 1 - bits, significand: 1)
    let frames = (-500..<500).map { Frame(Float($0) * step, Float($0 * 37 % 30_000) * step) }
    try write(frames, to: folder("x.wav"), wordLength: wordLength)
    #expect(try #require(SoundFile(path: folder("x.wav"))).frames == frames)
  }

  @Test("leaves the old file as it was, and nothing else, when it is given up")
  func givenUp() throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder("x.wav")))
    do {
      var pending = try PendingAudioFile(
        Destination(path: folder("x.wav"), inputs: []),
        output: OutputFormat(path: "x.wav", input: stereo, wordLength: nil), frameCount: 10)
      try pending.write([.zero])
      #expect(try folder.bytes("x.wav") == Data("old".utf8))
    }
    #expect(try folder.names == ["x.wav"])
    #expect(try folder.bytes("x.wav") == Data("old".utf8))
  }

  @Test("leaves nothing when it is finished but not committed")
  func finishedOnly() throws {
    let folder = try TemporaryFolder()
    do {
      let pending = try PendingAudioFile(
        Destination(path: folder("x.wav"), inputs: []),
        output: OutputFormat(path: "x.wav", input: stereo, wordLength: nil), frameCount: 10)
      _ = try pending.finish()
    }
    #expect(try folder.names.isEmpty)
  }

  @Test("writes RF64 where WAV would end, and refuses where nothing larger exists")
  func large() throws {
    let folder = try TemporaryFolder()
    let hours = 48_000 * 3_600 * 4
    for length in [hours, Int.max] {
      var pending = try PendingAudioFile(
        Destination(path: folder("x.wav"), inputs: []),
        output: OutputFormat(path: "x.wav", input: stereo, wordLength: nil), frameCount: length)
      try pending.write([Frame(0.5, -0.5)])
      try pending.finish().commit()
    }
    #expect(try folder.bytes("x.wav").prefix(4) == Data("RF64".utf8))
    #expect(throws: AudioFileError.tooLong(path: folder("x.aiff"), container: .aiff)) {
      _ = try PendingAudioFile(
        Destination(path: folder("x.aiff"), inputs: []),
        output: OutputFormat(path: "x.aiff", input: stereo, wordLength: nil), frameCount: hours)
    }
    #expect(try folder.names == ["x.wav"])
  }

  @Test("a new file has the permissions of any new file, a replaced one keeps its own")
  func permissions() throws {
    let folder = try TemporaryFolder()
    let mask = umask(0)
    umask(mask)
    try write([.zero], to: folder("new.wav"), wordLength: .bits16)
    #expect(try mode(folder("new.wav")) == 0o666 & ~Int(mask))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder("new.wav"))
    try write([.zero], to: folder("new.wav"), wordLength: .bits16)
    #expect(try mode(folder("new.wav")) == 0o600)
  }

  @Test("a link that is written through stays a link")
  func throughLink() throws {
    let folder = try TemporaryFolder()
    try write([.zero], to: folder("real.wav"), wordLength: .bits16)
    try FileManager.default.createSymbolicLink(
      atPath: folder("link.wav"), withDestinationPath: folder("real.wav"))
    try write([.zero, .zero], to: folder("link.wav"), wordLength: .bits16)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder("link.wav"))
        == folder("real.wav"))
    #expect(try #require(SoundFile(path: folder("real.wav"))).frameCount == 2)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
