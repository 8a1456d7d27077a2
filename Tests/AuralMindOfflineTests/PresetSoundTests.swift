import AuralDSP
import AuralMind
import AuralMindOffline
import FileSupport
import Testing

/// What masters sound like, by preset and by the level of the mix.
@Suite struct PresetSoundTests {
  /// The figures of a master, tone and width beside those of the mix, loudness aside.
  private struct Sound {
    var figures: ProgrammeFigures
    var subDecibels: Double
    var presenceDecibels: Double
    var airDecibels: Double
    var widthDecibels: Double
  }

  private func file(_ path: String) throws -> AudioFile { try AudioFile(path: path) }

  /// 20 s: a verse and a chorus.
  private func writeMix(to path: String) throws {
    let format = AudioFormat(
      sampleRate: 44_100, channelCount: 2, container: .wav, encoding: .float(bits: 32))
    try writeDemo(
      to: Destination(path: path, inputs: []),
      output: OutputFormat(path: path, input: format, wordLength: nil), seconds: 20)
  }

  private func masterFile(_ input: String, _ output: String, _ settings: Settings) throws {
    let audio = try file(input)
    let format = try OutputFormat(path: output, input: audio.format, wordLength: nil)
    let order = MasteringOrder(
      input: input, destination: try Destination(path: output, inputs: [input]), output: format,
      settings: settings)
    try master(order).commit()
  }

  /// The level of mid and side between two frequencies, in dB.
  private func level(
    _ spectrum: BandSpectrum, _ lowHertz: Double, _ highHertz: Double
  ) -> (whole: Double, width: Double) {
    var power = DoubleFrame.zero
    let first = Int(OctaveBands.position(hertz: lowHertz))
    for band in first..<min(Int(OctaveBands.position(hertz: highHertz)), spectrum.count) {
      power += DoubleFrame(spectrum[band])
    }
    return (decibels(power: power.sum()), decibels(power: power.y / power.x))
  }

  private func sound(of path: String, beside mix: BandSpectrum, mixLUFS: Double) throws -> Sound {
    var audio = try file(path)
    let figures = try measure(&audio)
    let spectrum = try capture([path]).spectrum.bands
    let gain = figures.integratedLUFS - mixLUFS
    func tone(_ low: Double, _ high: Double) -> Double {
      level(spectrum, low, high).whole - level(mix, low, high).whole - gain
    }
    return Sound(
      figures: figures, subDecibels: tone(30, 60), presenceDecibels: tone(2_000, 5_000),
      airDecibels: tone(8_000, 16_000),
      widthDecibels: level(spectrum, 6_000, 16_000).width - level(mix, 6_000, 16_000).width)
  }

  @Test("presets differ audibly, in the direction of their names")
  func names() throws {
    let folder = try TemporaryFolder()
    try writeMix(to: folder("mix.wav"))
    let mix = try capture([folder("mix.wav")])
    let loudness = try #require(mix.statistics.integratedLUFS)
    let sounds = try Preset.allCases.map { preset -> Sound in
      var settings = Settings()
      settings.preset = preset
      let output = folder("\(preset.slug).wav")
      try masterFile(folder("mix.wav"), output, settings)
      return try sound(of: output, beside: mix.spectrum.bands, mixLUFS: loudness)
    }
    func of(_ preset: Preset) -> Sound { sounds[preset.rawValue] }
    let others = Preset.allCases.filter { $0 != .transparent }.map(of)

    // Transparent leaves the tone alone: what changes it is the limiter. (0.6 dB is what drums lose.)
    let plain = of(.transparent)
    #expect(abs(plain.presenceDecibels) < 0.4 && abs(plain.airDecibels) < 0.4)
    #expect(abs(plain.subDecibels) < 0.6 && abs(plain.widthDecibels) < 0.5)
    // All others open the sides.
    for other in others { #expect(other.widthDecibels > plain.widthDecibels + 1) }
    // Loud ones are loud and dense, Cinematic keeps its dynamics.
    let loudest = max(of(.club).figures.integratedLUFS, of(.clubClean).figures.integratedLUFS)
    #expect(sounds.allSatisfy { $0.figures.integratedLUFS <= loudest })
    #expect(others.allSatisfy { $0.figures.crestDecibels <= of(.cinematic).figures.crestDecibels })
    #expect(of(.cinematic).figures.crestDecibels > of(.club).figures.crestDecibels + 2)
    // Radio is forward, Cinematic is not; Hi-Fi is airy beside it.
    #expect(others.allSatisfy { $0.presenceDecibels <= of(.radioLoud).presenceDecibels })
    #expect(of(.radioLoud).presenceDecibels > of(.hiFiStreaming).presenceDecibels + 0.4)
    #expect(others.allSatisfy { $0.presenceDecibels >= of(.cinematic).presenceDecibels })
    #expect(of(.hiFiStreaming).airDecibels > of(.cinematic).airDecibels + 0.4)
    // Trap has the sub, Radio spares it; Club Clean is the softer Club.
    #expect(others.allSatisfy { $0.subDecibels <= of(.competitiveTrap).subDecibels })
    #expect(of(.competitiveTrap).subDecibels > of(.radioLoud).subDecibels + 0.5)
    #expect(of(.clubClean).airDecibels < of(.club).airDecibels - 0.2)
  }

  @Test("the same song 12 dB quieter has the same master: every third octave within 0.1 dB")
  func quieter() throws {
    let folder = try TemporaryFolder()
    try writeMix(to: folder("mix.wav"))
    let mix = try #require(SoundFile(path: folder("mix.wav")))
    #expect(
      SoundFile(
        mix.frames.map { $0 * 0.2511886 }, sampleRate: mix.sampleRate,
        format: SoundFormat.wavFloat
      ).write(to: folder("quiet.wav")))
    let spectra = try ["mix", "quiet"].map { name -> BandSpectrum in
      try masterFile(folder("\(name).wav"), folder("\(name)-master.wav"), Settings())
      return try capture([folder("\(name)-master.wav")]).spectrum.bands
    }
    for third in -13...12 {
      let centre = 1_000 * amplitude(decibels: 2 * Double(third))
      let edge = amplitude(decibels: 1)
      let levels = spectra.map { level($0, centre / edge, centre * edge) }
      #expect(abs(levels[0].whole - levels[1].whole) < 0.1, "at \(centre) Hz")
      #expect(abs(levels[0].width - levels[1].width) < 0.2, "at \(centre) Hz")
    }
  }
}
