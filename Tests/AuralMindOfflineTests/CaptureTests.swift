import AuralDSP
import AuralMind
import AuralMindOffline
import FileSupport
import Foundation
import Testing

@Suite struct CaptureTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Noise that is the same in every run, from -1 to 1.
  private func noise(seconds: Double, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<Int(seconds * 48_000)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 33) / Float(1 << 30)
    }
  }

  private func tone(_ hertz: Double, seconds: Double) -> [Float] {
    (0..<Int(seconds * 48_000)).map { Float(sin(2 * .pi * hertz * Double($0) / 48_000)) }
  }

  @discardableResult
  private func write(_ name: String, _ left: [Float], _ right: [Float]) throws -> String {
    let frames = zip(left, right).map { Frame($0, $1) }
    let file = SoundFile(frames, sampleRate: 48_000, format: SoundFormat.wavFloat)
    try #require(file.write(to: folder(name)))
    return folder(name)
  }

  private func level(_ power: Float) -> Double { 10 * log10(Double(power)) }

  @Test("has the figures that measure gives, and the same bytes each time")
  func figures() throws {
    let path = folder("demo.wav")
    try writeDemo(
      to: Destination(path: path, inputs: []),
      output: OutputFormat(
        path: path,
        input: AudioFormat(
          sampleRate: 44_100, channelCount: 2, container: .wav, encoding: .integer(bits: 24)),
        wordLength: nil), seconds: 20)
    let profile = try capture([path], name: "Demo")
    var file = try AudioFile(path: path)
    let figures = try measure(&file)
    #expect(profile.name == Array("Demo".utf8))
    #expect(profile.sourceCount == 1)
    #expect(profile.sampleRate == 44_100)
    #expect(profile.spectrum.bands.count == OctaveBands.count(sampleRate: 44_100))
    #expect(profile.statistics.integratedLUFS == figures.integratedLUFS)
    #expect(profile.statistics.loudnessRangeLU == figures.loudnessRangeLU)
    #expect(profile.statistics.maximumShortTermLUFS == figures.maximumShortTermLUFS)
    #expect(profile.statistics.truePeakDecibels == figures.truePeakDecibels)
    #expect(profile.statistics.crestDecibels == figures.crestDecibels)
    let levels = profile.statistics.levels.map(\.shortTermLUFS)
    #expect(levels == levels.sorted())
    #expect(levels.count == 7)
    #expect(levels[6] <= figures.maximumShortTermLUFS + 0.1)
    #expect(try capture([path], name: "Demo").text == profile.text)
    let both = try capture([path, path], weights: [3, 1]).text
    #expect(try capture([path, path], weights: [3, 1]).text == both)
  }

  @Test("silence and a quiet half change nothing in the spectrum")
  func gated() throws {
    let loud = noise(seconds: 8, seed: 1).map { 0.2 * $0 }
    let quiet = noise(seconds: 8, seed: 2).map { 0.01 * $0 }
    let nothing = [Float](repeating: 0, count: 240_000)
    let plain = try capture([try write("a.wav", loud, loud)])
    let longer = try capture([
      try write("b.wav", loud + nothing + quiet, loud + nothing + quiet)
    ])
    for band in stride(from: 100, to: 260, by: 10) {
      let difference =
        level(longer.spectrum.bands[band].x) - level(plain.spectrum.bands[band].x)
      #expect(abs(difference) < 0.3)
    }
  }

  @Test("tracks count by weight at equal loudness, however loud they are")
  func blend() throws {
    let low = zip(tone(200, seconds: 6), noise(seconds: 6, seed: 3)).map { 0.1 * $0 + 0.01 * $1 }
    let high = zip(tone(3_000, seconds: 6), noise(seconds: 6, seed: 4)).map {
      0.05 * $0 + 0.01 * $1
    }
    let a = try write("a.wav", low, low)
    let b = try write("b.wav", high, high)
    let hot = try write("c.wav", high.map { 8 * $0 }, high.map { 8 * $0 })
    let (first, second) = (try capture([a]), try capture([b]))
    let (mixed, mixedHot) = (
      try capture([a, b], weights: [3, 1]), try capture([a, hot], weights: [3, 1])
    )
    let loudness = try [first, second, mixed, mixedHot].map {
      try #require($0.statistics.integratedLUFS)
    }
    #expect(abs(loudness[2] - (3 * loudness[0] + loudness[1]) / 4) < 1e-9)
    #expect(abs(loudness[3] - loudness[2] - 20 * log10(8) / 4) < 1e-3)
    for band in stride(from: 60, to: 260, by: 5) {
      let powers = zip([first, second], loudness).map { profile, own in
        Double(profile.spectrum.bands[band].x) * pow(10, (loudness[2] - own) / 10)
      }
      let expected = 10 * log10((3 * powers[0] + powers[1]) / 4)
      #expect(abs(level(mixed.spectrum.bands[band].x) - expected) < 0.01)
      // Eight times the amplitude is a matter of loudness alone.
      let shift = loudness[3] - loudness[2]
      #expect(
        abs(level(mixedHot.spectrum.bands[band].x) - level(mixed.spectrum.bands[band].x) - shift)
          < 0.01)
    }
    #expect(mixed.sourceCount == 2)
    #expect(mixed.statistics.sections.isEmpty)
  }

  @Test("a mono file has no side")
  func mono() throws {
    let file = SoundFile(
      sampleRate: 48_000, channelCount: 1, format: SoundFormat.wavFloat,
      samples: noise(seconds: 3, seed: 5).map { 0.2 * $0 })
    try #require(file.write(to: folder("mono.wav")))
    let bands = try capture([folder("mono.wav")]).spectrum.bands
    #expect((0..<bands.count).allSatisfy { bands[$0].y == 0 })
    #expect(bands[100].x > 0)
  }

  @Test("left and right correlate by band, whichever of them is louder")
  func correlation() throws {
    let (sub, middle, air) = (
      tone(60, seconds: 4), tone(1_000, seconds: 4), tone(8_000, seconds: 4)
    )
    let left = sub.indices.map { 0.3 * sub[$0] + 0.1 * middle[$0] + 0.1 * air[$0] }
    let right = sub.indices.map { 0.3 * sub[$0] - 0.1 * middle[$0] + 0.01 * air[$0] }
    let profile = try capture([try write("a.wav", left, right)])
    func correlation(_ hertz: Double) -> Double? {
      profile.statistics.correlations.first { $0.lowHertz <= hertz && hertz < $0.highHertz }?
        .correlation
    }
    #expect(abs(try #require(correlation(60)) - 1) < 1e-3)
    #expect(abs(try #require(correlation(1_000)) + 1) < 1e-3)
    #expect(abs(try #require(correlation(8_000)) - 1) < 1e-3)
    #expect(
      profile.statistics.correlations.map(\.lowHertz) == [20, 120, 500, 2_000, 6_000, 12_000])
  }

  @Test("the note of the bass is its median over the track")
  func subFundamental() throws {
    let bass = tone(55, seconds: 3) + tone(41.2, seconds: 1.5)
    let signal = bass.map { 0.3 * $0 }
    let profile = try capture([try write("a.wav", signal, signal)])
    let hertz = try #require(profile.statistics.subFundamentalHertz)
    #expect(abs(1_200 * log2(hertz / 55)) < 5)
    let high = tone(2_000, seconds: 3).map { 0.3 * $0 }
    #expect(try capture([try write("b.wav", high, high)]).statistics.subFundamentalHertz == nil)
  }

  @Test("sections begin where the track changes, the loudest with intensity 1")
  func sections() throws {
    let verse = noise(seconds: 20, seed: 6).map { 0.05 * $0 }
    let chorus = noise(seconds: 20, seed: 7).map { 0.2 * $0 }
    let track = verse + chorus + verse
    let sections = try capture([try write("a.wav", track, track)]).statistics.sections
    try #require(sections.count == 3)
    for (section, start) in zip(sections, [0.0, 20, 40]) {
      #expect(abs(section.startSeconds - start) < 0.8)
    }
    #expect(sections[2].endSeconds == 60)
    #expect(sections[0].endSeconds == sections[1].startSeconds)
    #expect(sections[1].intensity == 1)
    #expect(sections[0].intensity < 0.1)
    #expect(sections[2].intensity < 0.1)
  }

  @Test("a track that does not change is one section, and no more intense than itself")
  func noSections() throws {
    let steady = noise(seconds: 30, seed: 8).map { 0.2 * $0 }
    let sections = try capture([try write("a.wav", steady, steady)]).statistics.sections
    #expect(sections == [.init(startSeconds: 0, endSeconds: 30, intensity: 0)])
  }

  @Test("what has no loudness has no profile, and a file that is missing is named")
  func refused() throws {
    let nothing = [Float](repeating: 0, count: 96_000)
    let good = try write("good.wav", noise(seconds: 1, seed: 9), noise(seconds: 1, seed: 9))
    let silent = try write("silent.wav", nothing, nothing)
    let short = try write("short.wav", [Float](repeating: 0.5, count: 9_600), nothing)
    for path in [silent, short] {
      #expect(throws: ProfileFileError.nothingToCapture(path: path)) { try capture([good, path]) }
    }
    #expect(throws: AudioFileError.missing(path: folder("none.wav"))) {
      try capture([good, folder("none.wav"), good, good])
    }
  }

  @Test("progress goes from nothing to near the whole, and never back")
  func progress() throws {
    let loud = noise(seconds: 60, seed: 10)
    let path = try write("a.wav", loud, loud)
    var shares: [Double] = []
    _ = try capture([path, path]) { shares.append($0) }
    #expect(shares == shares.sorted())
    #expect(shares.allSatisfy { (0...1).contains($0) })
  }
}
