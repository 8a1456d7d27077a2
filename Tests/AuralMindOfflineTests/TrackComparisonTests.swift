import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@testable import AuralMindOffline

@Suite struct TrackComparisonTests {
  private let folder: TemporaryFolder
  private let mix: Signal

  init() throws {
    folder = try TemporaryFolder()
    mix = syntheticMix(seconds: 12, sampleRate: 48_000)
  }

  private func write(_ name: String, _ signal: Signal, sampleRate: Int = 48_000) throws {
    let file = SoundFile(signal, sampleRate: sampleRate, format: SoundFormat.wavFloat)
    try #require(file.write(to: folder(name)))
  }

  private func comparison(_ a: Signal, _ b: Signal) throws -> TrackComparison {
    try write("a.wav", a)
    try write("b.wav", b)
    return try compareTracks(folder("a.wav"), folder("b.wav"))
  }

  @Test("a copy at another level differs by its loudness alone")
  func level() throws {
    let found = try comparison(mix, scaled(mix, decibels: -7.5))
    #expect(abs(found.gainDecibels - 7.5) < 0.001)
    #expect(try #require(found.spectralDistanceDecibels) < 0.001)
    for band in found.bands.dropLast() {
      #expect(abs(try #require(band.mid.difference)) < 0.01)
      #expect(abs(try #require(band.side.difference)) < 0.01)
    }
    for figure in found.figures {
      let expected = figure.key == "integrated_lu" ? -7.5 : 0
      #expect(abs(try #require(figure.difference) - expected) < 0.01, "\(figure.name)")
    }
    #expect(found.correlations.count == 6)
    for band in found.correlations { #expect(abs(try #require(band.difference)) < 1e-4) }
  }

  @Test("side that is 6 dB wider shows in side alone, and in correlation")
  func width() throws {
    let wide = mix.map { frame -> Frame in
      let mid = (frame.x + frame.y) / 2
      let side = (frame.x - frame.y)
      return Frame(mid + side, mid - side)
    }
    let found = try comparison(mix, wide)
    for band in found.bands.dropLast() {
      let mid = try #require(band.mid.difference) - found.gainDecibels
      let side = try #require(band.side.difference) - found.gainDecibels
      #expect(abs(mid) < 0.01)
      #expect(abs(side - 20 * log10(2)) < 0.01)
    }
    let whole = try #require(found.figures.last { $0.key == "correlation" }?.difference)
    #expect(whole < -0.05)
    for band in found.correlations { #expect(try #require(band.difference) < 0) }
  }

  @Test("a tone in one of them shows in its third octave, and in no other far from it")
  func octave() throws {
    let tone = sine(hertz: 1_000, amplitude: 0.3, seconds: 12, sampleRate: 48_000)
    let found = try comparison(mix, Support.mix(mix, tone))
    let differences = found.bands.map { ($0.mid.difference ?? 0) - found.gainDecibels }
    let index = try #require(found.bands.firstIndex { $0.hertz == 1_000 })
    #expect(differences[index] > 10)
    for (i, difference) in differences.enumerated() where abs(i - index) > 2 {
      #expect(abs(difference) < 0.5)
    }
  }

  @Test("sample rates may differ: what neither Nyquist reaches has no difference")
  func rates() throws {
    try write("a.wav", mix)
    try write(
      "b.wav", syntheticMix(seconds: 12, sampleRate: 22_050), sampleRate: 22_050)
    let found = try compareTracks(folder("a.wav"), folder("b.wav"))
    let byHertz = Dictionary(uniqueKeysWithValues: found.bands.map { ($0.hertz, $0.mid) })
    #expect(byHertz[12_500]?.a != nil)
    #expect(byHertz[12_500]?.b == nil)
    #expect(byHertz[12_500]?.difference == nil)
    #expect(byHertz[1_000]?.difference != nil)
    #expect(found.b.sampleRate == 22_050)
  }

  @Test("a mono file counts as it sounds from two speakers")
  func mono() throws {
    let middle = mix.map { Frame(repeating: ($0.x + $0.y) / 2) }
    let file = SoundFile(
      sampleRate: 48_000, channelCount: 1, format: SoundFormat.wavFloat, samples: middle.map(\.x))
    try #require(file.write(to: folder("b.wav")))
    try write("a.wav", middle)
    let found = try compareTracks(folder("a.wav"), folder("b.wav"))
    #expect(abs(found.gainDecibels) < 0.001)
    for band in found.bands.dropLast() {
      #expect(abs(try #require(band.mid.difference)) < 0.001)
      #expect(band.side.difference == nil)
    }
  }

  @Test("a track without loudness is named")
  func silence() throws {
    try write("a.wav", mix)
    try write("b.wav", Signal(repeating: .zero, count: 96_000))
    #expect(throws: AudioFileError.noLoudness(path: folder("b.wav"))) {
      try compareTracks(folder("a.wav"), folder("b.wav"))
    }
  }

  @Test("reports are the same bytes each time, and show every band")
  func report() throws {
    let found = try comparison(mix, scaled(mix, decibels: 3))
    let again = try compareTracks(folder("a.wav"), folder("b.wav"))
    #expect(found.report.html.elementsEqual(again.report.html))
    #expect(found.report.markdown.elementsEqual(again.report.markdown))
    #expect(try found.report.json == again.report.json)
    #expect(found.summary.hasPrefix("B is 3.0 LU louder than A"))
    #expect(found.report.html.contains("B is 3.0 LU louder than A"))
  }
}
