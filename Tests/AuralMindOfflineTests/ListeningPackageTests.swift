import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@testable import AuralMindOffline

@Suite struct ListeningPackageTests {
  private static let rate = 24_000
  private static let trials = 5

  private let folder: TemporaryFolder
  private let mix: Signal

  init() throws {
    folder = try TemporaryFolder()
    mix = syntheticMix(seconds: 4, sampleRate: Double(Self.rate))
  }

  private func write(_ name: String, _ signal: Signal) throws {
    var file = SoundFile(signal, sampleRate: Self.rate, format: SoundFormat.wavFloat)
    file.title = "A title that would tell"
    try #require(file.write(to: folder(name)))
  }

  /// Makes a package of a.wav and b.wav in `name`.
  @discardableResult
  private func make(
    _ name: String, seed: UInt64 = 1, options: ListeningOptions = ListeningOptions()
  ) throws -> (report: ListeningReport, draw: BlindDraw) {
    var generator = SeededGenerator(seed: seed)
    let draw = BlindDraw(trials: Self.trials, using: &generator)
    let report = try writeListeningPackage(
      AudioFile(path: folder("a.wav")), AudioFile(path: folder("b.wav")),
      to: PendingFolder(path: folder(name)), draw: draw, options: options)
    return (report, draw)
  }

  private func sound(_ name: String) throws -> SoundFile {
    try #require(SoundFile(path: folder(name)))
  }

  @Test("both are equally loud, in line, faded, under the ceiling and of one format")
  func levels() throws {
    try write("a.wav", mix)
    // Louder, over full scale, and late by a third of a second.
    try write("b.wav", Signal(repeating: .zero, count: 8_000) + scaled(mix, decibels: 9))
    let report = try make("test").report
    #expect(report.alignment.shiftFrames == 8_000)
    let files = [try sound("test/A.wav"), try sound("test/B.wav")]
    let loudness = files.map {
      ReferenceLoudness($0.frames, sampleRate: Self.rate).integratedLUFS
    }
    #expect(abs(loudness[0] - loudness[1]) < 0.05)
    for file in files {
      #expect(file.frameCount == mix.count)
      #expect(file.format == Int(SoundFormat.wav24))
      // The first and last frame are all but silent, whatever the music does.
      for frame in [file.frames[0], file.frames[mix.count - 1]] {
        #expect(max(abs(frame.x), abs(frame.y)) < 1e-4)
      }
    }
    #expect(max(report.figuresA.truePeakDecibels, report.figuresB.truePeakDecibels) < -0.99)
    let difference = zip(files[0].samples, files[1].samples).map { abs($0 - $1) }.max() ?? 1
    // Three steps of dither in each, and what single precision rounds off.
    #expect(difference < 8 * 0x1p-23)
  }

  @Test("nothing that the inputs say of themselves gets into a package")
  func notes() throws {
    try write("a.wav", mix)
    try write("b.wav", scaled(mix, decibels: 2))
    try make("test")
    for name in ["A", "B", "X01", "X05"] {
      let bytes = try folder.bytes("test/\(name).wav")
      #expect(bytes.range(of: Data("title".utf8)) == nil)
      // A header of 44 bytes, and samples.
      #expect(bytes.count == 44 + mix.count * 6)
    }
  }

  @Test("every X is A or B as drawn, and no two files have the same bytes")
  func blind() throws {
    try write("a.wav", mix)
    try write("b.wav", mix.map { Frame($0.x, $0.x) })
    let draw = try make("test").draw
    let a = try sound("test/A.wav").samples
    let b = try sound("test/B.wav").samples
    func distance(_ one: [Float], _ other: [Float]) -> Float {
      zip(one, other).map { abs($0 - $1) }.max() ?? 1
    }
    var bytes = Set([try folder.bytes("test/A.wav"), try folder.bytes("test/B.wav")])
    for (i, choice) in draw.choices.enumerated() {
      let name = "test/\(TrialList.name(i)).wav"
      let x = try sound(name).samples
      #expect(distance(x, choice == .a ? a : b) <= 6 * 0x1p-23)
      #expect(distance(x, choice == .a ? b : a) > 0.01)
      bytes.insert(try folder.bytes(name))
    }
    #expect(bytes.count == Self.trials + 2)
    #expect(Set(bytes.map(\.count)).count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("test")).sorted()
    #expect(
      names == ["A.wav", "B.wav", "X01.wav", "X02.wav", "X03.wav", "X04.wav", "X05.wav"]
        + ["key.txt", "sheet.txt"])
  }

  @Test("the same seed makes the same package to the byte, another seed another one")
  func repetition() throws {
    try write("a.wav", mix)
    try write("b.wav", scaled(mix, decibels: -3))
    let inputs = [try folder.bytes("a.wav"), try folder.bytes("b.wav")]
    for (name, seed) in [("one", 1), ("two", 1), ("three", 2)] as [(String, UInt64)] {
      try make(name, seed: seed)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder("one")) {
      #expect(try folder.bytes("one/\(name)") == folder.bytes("two/\(name)"))
      #expect(try folder.bytes("one/\(name)") != folder.bytes("three/\(name)"))
    }
    #expect(try [folder.bytes("a.wav"), folder.bytes("b.wav")] == inputs)
  }

  @Test("a passage is cut where it was asked for, from both alike")
  func passage() throws {
    try write("a.wav", mix)
    try write("b.wav", Array(mix.dropFirst(1_234)))
    var options = ListeningOptions()
    options.startSeconds = 1
    options.seconds = 1.5
    let report = try make("test", options: options).report
    #expect(report.alignment.shiftFrames == -1_234)
    let a = try sound("test/A.wav").frames
    #expect(a.count == Self.rate * 3 / 2)
    let gain = Float(amplitude(decibels: report.gainA))
    let expected = mix[(1_234 + Self.rate)...].prefix(a.count).map { $0 * gain }
    for i in stride(from: 1_000, to: a.count - 1_000, by: 997) {
      #expect(abs(a[i].x - expected[i].x) < 4 * 0x1p-23)
    }
  }

  @Test("a mono file beside a stereo one sounds from both sides, as loud")
  func mono() throws {
    try write("b.wav", mix)
    let mono = SoundFile(
      sampleRate: Self.rate, channelCount: 1, format: SoundFormat.wavFloat,
      samples: mix.map { ($0.x + $0.y) / 2 })
    try #require(mono.write(to: folder("a.wav")))
    try make("test")
    let loudness = try ["A", "B"].map { name -> Double in
      let file = try sound("test/\(name).wav")
      #expect(file.channelCount == 2)
      return ReferenceLoudness(file.frames, sampleRate: Self.rate).integratedLUFS
    }
    #expect(abs(loudness[0] - loudness[1]) < 0.05)
  }

  @Test("what cannot be made leaves no folder")
  func failures() throws {
    try write("a.wav", mix)
    try write("b.wav", Signal(repeating: .zero, count: mix.count))
    #expect(throws: AudioFileError.noLoudness(path: folder("b.wav"))) { try make("test") }
    let other = SoundFile(mix, sampleRate: 48_000, format: SoundFormat.wavFloat)
    try #require(other.write(to: folder("b.wav")))
    #expect(throws: ListeningError.self) { try make("test") }
    try write("b.wav", mix)
    var options = ListeningOptions()
    options.startSeconds = 4
    #expect(throws: ListeningError.self) { try make("test", options: options) }
    options.startSeconds = 3.8
    #expect(throws: ListeningError.self) { try make("test", options: options) }
    #expect(try folder.names == ["a.wav", "b.wav"])
  }

  @Test("a folder with something in it is left alone, an empty one is filled")
  func existing() throws {
    try write("a.wav", mix)
    try write("b.wav", mix)
    try FileManager.default.createDirectory(
      atPath: folder("test"), withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder("test/mine")))
    #expect(throws: AudioFileError.self) { try make("test") }
    #expect(try folder.bytes("test/mine") == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: folder("test/mine"))
    try make("test")
    #expect(try folder.names == ["a.wav", "b.wav", "test"])
    #expect(try sound("test/X05.wav").frameCount == mix.count)
  }
}
