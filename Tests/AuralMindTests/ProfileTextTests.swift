import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct ProfileTextTests {
  @Test("what is written is read back, levels to 0.01 dB, and written again the same")
  func roundTrip() throws {
    let profile = Profile.example
    let text = profile.text
    let read = try Profile(text: text.span)
    #expect(read.text == text)
    #expect(read.name == profile.name)
    #expect(read.sourceCount == 3)
    #expect(read.sampleRate == 48_000)
    #expect(read.statistics == profile.statistics)
    #expect(!read.spectrum.isCurve)
    #expect(read.spectrum.bands.count == 270)
    for i in 0..<270 {
      let (before, after) = (profile.spectrum.bands[i], read.spectrum.bands[i])
      #expect(abs(10 * log10(after.x / before.x)) < 0.006)
      // Silence stays silence.
      #expect(i == 7 ? after.y == 0 : abs(10 * log10(after.y / before.y)) < 0.006)
    }
  }

  @Test("is text that a person reads: keys ahead, then a row a band")
  func readable() {
    let text = String(decoding: Profile.example.text, as: UTF8.self)
    let lines = text.split(separator: "\n").map { String($0) }
    #expect(lines[0] == "* auralmind-profile 1")
    #expect(lines[1] == "* name: Nachtfahrt (ü)")
    #expect(lines.contains("* integrated-lufs: -9.31"))
    #expect(lines.contains("* correlation: 20 120 0.981"))
    #expect(lines.contains("* level: 10 -18.32"))
    #expect(lines.contains("* section: 0.000 12.500 0.250"))
    #expect(lines.contains("* rows: 270"))
    #expect(lines.contains("* columns: frequency_hz mid_db side_db"))
    #expect(lines.contains("10.000 -30.00 -40.00"))
    #expect(lines.filter { !$0.hasPrefix("*") }.count == 270)
  }

  @Test("a name cannot break out of its line")
  func name() throws {
    var profile = Profile.example
    profile.name = Array("a\n* rows: 3\r\u{0}b".utf8)
    let text = profile.text
    let read = try Profile(text: text.span)
    #expect(read.name == Array("a * rows: 3  b".utf8))
  }

  @Test("keys of a later edition, comments, Windows lines and a byte order mark are tolerated")
  func tolerance() throws {
    let plain = Profile.example
    let text = String(decoding: plain.text, as: UTF8.self)
    let changed =
      "\u{FEFF}"
      + text.replacingOccurrences(
        of: "* rows", with: "* mood: dark 7\n# a comment\n\n* just words\n  * rows"
      ).replacingOccurrences(of: "\n", with: "\r\n")
    let bytes = Array(changed.utf8)
    let read = try Profile(text: bytes.span)
    #expect(read.text == plain.text)
  }

  @Test("columns may stand in any order, with others between")
  func columns() throws {
    let text = """
      * auralmind-profile 1
      * columns: side_db note frequency_hz mid_db
      * rows: 2
      -40\t1 20 -20
      -50 1 40   -30
      """
    let bytes = Array(text.utf8)
    let bands = try Profile(text: bytes.span).spectrum.bands
    #expect(abs(10 * log10(bands[24].x) + 20) < 1e-4)
    #expect(abs(10 * log10(bands[24].y) + 40) < 1e-4)
    #expect(abs(10 * log10(bands[48].x) + 30) < 1e-4)
  }

  @Test("rows off the grid are interpolated in dB over the logarithm of frequency")
  func interpolation() throws {
    let text = "50 0\n200 -20\n800 40"
    let bytes = Array(text.utf8)
    let bands = try Profile(text: bytes.span).spectrum.bands
    for i in 0..<bands.count {
      let octaves = log2(OctaveBands.centreHertz(i) / 50)
      guard octaves >= 0 else {
        #expect(bands[i] == .zero)
        continue
      }
      let expected = octaves < 2 ? -10 * octaves : 30 * (octaves - 2) - 20
      #expect(abs(10 * log10(Double(bands[i].x)) - expected) < 0.001)
    }
    // The last band at or below 800 Hz.
    #expect(bands.count == Int(24 * log2(80.0)) + 1)
  }

  @Test("decimals are read as the system's own reader does")
  func decimals() throws {
    var noise = SeededNoise(seed: 11)
    for i in 0..<2_000 {
      let value = noise.uniform() * pow(10, Double(i % 40) - 20)
      for format in ["%.17g", "%.3f", "%+.6e", "%.15E"] {
        let word = String(format: format, value)
        let bytes = Array(word.utf8)
        let result = decimal(0..<bytes.count, in: bytes.span, allowsComma: false)
        let read = try #require(result)
        let exact = try #require(Double(word))
        #expect(abs(read - exact) <= abs(exact) * 4e-16, "\(word)")
      }
    }
  }

  @Test(
    "what is no finite decimal is none",
    arguments: [
      "", "-", ".", "1.2.3", "nan", "inf", "-inf", "0x10", "1e", "1e+", "1e400", "1,5", "1 2",
      "--1", "١",
      "1_000", "e5", "1f",
    ])
  func notDecimals(word: String) {
    let bytes = Array(word.utf8)
    let result = decimal(0..<bytes.count, in: bytes.span, allowsComma: false)
    #expect(result == nil)
  }

  @Test("a decimal is written as printf does")
  func writtenDecimals() {
    var noise = SeededNoise(seed: 12)
    for i in 0..<2_000 {
      let value = noise.uniform() * pow(10, Double(i % 7))
      for places in [0, 2, 3] {
        var bytes: [UInt8] = []
        append(value, places: places, to: &bytes)
        let expected = String(format: "%.\(places)f", value)
        let written = String(decoding: bytes, as: UTF8.self)
        #expect(written == (Double(expected) == 0 ? expected.replacing("-", with: "") : expected))
      }
    }
  }
}

extension Profile {
  /// A profile in which everything is known.
  static var example: Profile {
    var bands = BandSpectrum(count: 270)
    for i in 0..<270 {
      let level = -30 - 0.137 * Double(i)
      bands[i] = Frame(Float(pow(10, level / 10)), i == 7 ? 0 : Float(pow(10, level / 10 - 1)))
    }
    var profile = Profile(spectrum: MatchSpectrum(bands: bands))
    profile.name = Array("Nachtfahrt (ü)".utf8)
    profile.sourceCount = 3
    profile.sampleRate = 48_000
    profile.statistics.integratedLUFS = -9.31
    profile.statistics.loudnessRangeLU = 5.2
    profile.statistics.maximumShortTermLUFS = -7.5
    profile.statistics.truePeakDecibels = -0.31
    profile.statistics.crestDecibels = 11.25
    profile.statistics.peakToLoudnessDecibels = 9
    profile.statistics.subFundamentalHertz = 48.99
    profile.statistics.correlations = [
      .init(lowHertz: 20, highHertz: 120, correlation: 0.981),
      .init(lowHertz: 120, highHertz: 500, correlation: -0.25),
    ]
    profile.statistics.levels = [
      .init(percent: 10, shortTermLUFS: -18.32), .init(percent: 90, shortTermLUFS: -8.1),
    ]
    profile.statistics.sections = [
      .init(startSeconds: 0, endSeconds: 12.5, intensity: 0.25),
      .init(startSeconds: 12.5, endSeconds: 60.042, intensity: 1),
    ]
    return profile
  }
}
