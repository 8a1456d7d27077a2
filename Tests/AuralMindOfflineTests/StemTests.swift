import AuralDSP
import AuralMind
import AuralMindOffline
import FileSupport
import Foundation
import Testing

@Suite struct StemTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder("stems"), withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ frames: [Frame], sampleRate: Int = 48_000) throws {
    let file = SoundFile(frames, sampleRate: sampleRate, format: SoundFormat.wavFloat)
    try #require(file.write(to: folder(name)))
  }

  /// Writes three stems, the drums half as long, and their mix at a gain.
  private func writeStems(gain: Float = 1, voice: [Frame]? = nil) throws {
    let music = Programme(seconds: 6).frames
    let drums = Array(Programme(seconds: 3).changed { _, mid, side in (side, mid) }.frames)
    let voice = voice ?? Programme(seconds: 6).with(hertz: 1_500, amplitude: 0.3).frames
    try write("stems/other.wav", music)
    try write("stems/Drums 1.wav", drums)
    try write("stems/Lead Vocals.wav", voice)
    let mix = zip(music, voice).enumerated().map { index, pair in
      (pair.0 + pair.1 + (index < drums.count ? drums[index] : .zero)) * gain
    }
    try write("mix.wav", mix)
  }

  /// Sums the stems of the mix with settings under which voices are left alone, unless told otherwise.
  private func sum(_ settings: Settings? = nil) throws -> StemMix {
    var neutral = Settings()
    neutral.preset = .transparent
    return try StemSource.folder(path: folder("stems"))
      .sum(mix: folder("mix.wav"), settings: settings ?? neutral)
  }

  private func frames(_ path: String) throws -> [Frame] {
    try #require(SoundFile(path: path)).frames
  }

  /// The frames of a sum, whose file goes with it.
  private func frames(_ stems: StemMix) throws -> [Frame] {
    try withExtendedLifetime(stems) { try frames(stems.path) }
  }

  private func power(_ frames: some Sequence<Frame>) -> Double {
    frames.reduce(0) { $0 + Double(($1 * $1).sum()) }
  }

  @Test("the sum of untreated stems is the mix, voices aligned and short stems padded")
  func sums() throws {
    try writeStems()
    let stems = try sum()
    let (mix, made) = (try frames(folder("mix.wav")), try frames(stems))
    #expect(made.count == mix.count)
    #expect(abs(stems.gainDecibels) < 0.001)
    #expect(power(zip(made, mix).map { $0 - $1 }) < 1e-8 * power(mix))
    #expect(stems.warning == nil)
    #expect(stems.sampleRate == 48_000)
  }

  @Test("voices beyond full scale pass without limiting")
  func loudVoices() throws {
    let voice = Programme(seconds: 6).with(hertz: 1_500, amplitude: 4).frames
    try writeStems(voice: voice)
    let stems = try sum()
    let (mix, made) = (try frames(folder("mix.wav")), try frames(stems))
    #expect(power(zip(made, mix).map { $0 - $1 }) < 1e-8 * power(mix))
  }

  @Test("voices get de-esser and glow, and nothing but the voices does")
  func treatment() throws {
    let hiss = Programme(seconds: 6).changed { frame, mid, side in
      let seconds = Double(frame % 48_000) / 48_000
      let envelope = seconds < 0.15 ? sin(.pi * seconds / 0.15) : 0
      let tone = sin(2 * .pi * 7_200 * Double(frame) / 48_000)
      return (mid + Float(0.4 * envelope * tone), side)
    }
    try writeStems(voice: hiss.frames)
    var settings = Settings()
    settings.preset = .radioLoud
    let plain = try frames(folder("mix.wav"))
    let treated = try sum(settings)
    let made = try frames(treated)
    let gain = Float(pow(10, treated.gainDecibels / 20))
    let change = zip(made, plain).map { $0 / gain - $1 }
    // Sibilants of 0.4 lose some decibels; all else keeps to within the glow.
    #expect(power(change) > 1e-5 * power(plain))
    #expect(power(change) < 0.05 * power(plain))
    settings.deessPercent = 0
    settings.glowPercent = 0
    let untouched = try frames(try sum(settings))
    #expect(power(zip(untouched, plain).map { $0 - $1 }) < 1e-8 * power(plain))
  }

  @Test("the sum is as loud as the mix, whatever the stems' own level", arguments: [0.25, 1, 2])
  func level(gain: Double) throws {
    try writeStems(gain: Float(gain))
    var settings = Settings()
    settings.preset = .club
    let stems = try sum(settings)
    var mix = try AudioFile(path: folder("mix.wav"))
    var made = try AudioFile(path: stems.path)
    let (before, after) = (try measure(&mix), try measure(&made))
    #expect(abs(after.integratedLUFS - before.integratedLUFS) < 0.05)
    #expect(stems.warning == nil)
  }

  @Test("stems that are late or of another mix are told of")
  func misaligned() throws {
    try writeStems()
    let late = [Frame](repeating: .zero, count: 700) + (try frames(folder("mix.wav")))
    try write("mix.wav", late)
    #expect(try sum().warning?.contains("do not make up the mix") == true)
  }

  @Test("nothing is left behind once the sum has gone")
  func leaves() throws {
    try writeStems()
    // A file without a name is where an open descriptor leads; others may have its number later.
    func file(at path: String) -> String? {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path))
        ?? (FileManager.default.fileExists(atPath: path) ? path : nil)
    }
    var path = ""
    var written: String?
    do {
      let stems = try sum()
      path = stems.path
      written = withExtendedLifetime(stems) { file(at: path) }
    }
    #expect(written != nil)
    #expect(file(at: path) != written)
  }

  @Test("stems of another rate are refused by name, and so are folders without any")
  func refusals() throws {
    try writeStems()
    try write("stems/bass.wav", Programme(seconds: 6).frames, sampleRate: 44_100)
    let other = StemError.otherRate(
      path: folder("stems/bass.wav"), sampleRate: 44_100, expected: 48_000)
    #expect(throws: other) { try sum() }
    #expect(other.description.contains("bass.wav"))
    #expect(throws: StemError.noStems(path: folder.path)) {
      // The mix itself is no stem.
      try StemFolder(path: folder.path, mix: folder("mix.wav"))
    }
    #expect(throws: StemError.noFolder(path: "nowhere")) {
      try StemFolder(path: "nowhere", mix: folder("mix.wav"))
    }
    #expect(throws: StemError.notFolder(path: folder("mix.wav"))) {
      try StemFolder(path: folder("mix.wav"), mix: folder("mix.wav"))
    }
  }

  @Test("a stem that is broken or silent stops the work with its reason")
  func broken() throws {
    try writeStems()
    let stem = URL(fileURLWithPath: folder("stems/other.wav"))
    let whole = try Data(contentsOf: stem)
    try whole.prefix(whole.count / 2).write(to: stem)
    #expect(throws: AudioFileError.self) { try sum() }
    let silence = [Frame](repeating: .zero, count: 96_000)
    for name in ["other.wav", "Drums 1.wav", "Lead Vocals.wav"] {
      try write("stems/\(name)", silence)
    }
    #expect(throws: StemError.silent(path: folder("stems"))) { try sum() }
  }
}
