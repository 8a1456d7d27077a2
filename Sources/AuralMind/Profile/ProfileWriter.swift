import AuralDSP

extension Profile {
  /// The profile as text, which `init(text:)` reads; the same profile gives the same bytes.
  ///
  /// A curve becomes a plain table of two columns.
  public var text: [UInt8] {
    var writer = ProfileWriter()
    writer.write(self)
    return writer.bytes
  }
}

/// Writes a profile as text.
struct ProfileWriter {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []

  /// Writes a whole profile.
  mutating func write(_ profile: Profile) {
    if profile.spectrum.isCurve {
      line("* target curve")
      rows(profile.spectrum.bands, isCurve: true)
      return
    }
    text("*")
    word(ProfileFormat.name)
    word(ProfileFormat.version)
    end()
    name(profile.name)
    figure(.sources, Double(profile.sourceCount), places: 0)
    figure(.sampleRate, profile.sampleRate, places: 0)
    figures(profile.statistics)
    figure(.rows, Double(profile.spectrum.bands.count), places: 0)
    key(ProfileFormat.columnsKey)
    word(ProfileFormat.frequencyColumn)
    word(ProfileFormat.midColumn)
    word(ProfileFormat.sideColumn)
    end()
    rows(profile.spectrum.bands, isCurve: false)
  }

  private mutating func figures(_ statistics: TrackStatistics) {
    figure(.integrated, statistics.integratedLUFS, places: 2)
    figure(.range, statistics.loudnessRangeLU, places: 2)
    figure(.shortTerm, statistics.maximumShortTermLUFS, places: 2)
    figure(.truePeak, statistics.truePeakDecibels, places: 2)
    figure(.crest, statistics.crestDecibels, places: 2)
    figure(.peakToLoudness, statistics.peakToLoudnessDecibels, places: 2)
    figure(.subFundamental, statistics.subFundamentalHertz, places: 2)
    for band in statistics.correlations {
      key(.correlation)
      numbers([band.lowHertz, band.highHertz], places: 0)
      numbers([band.correlation], places: 3)
      end()
    }
    for level in statistics.levels {
      key(.level)
      numbers([level.percent], places: 0)
      numbers([level.shortTermLUFS], places: 2)
      end()
    }
    for section in statistics.sections {
      key(.section)
      numbers([section.startSeconds, section.endSeconds, section.intensity], places: 3)
      end()
    }
  }

  private mutating func rows(_ bands: BandSpectrum, isCurve: Bool) {
    for i in 0..<bands.count {
      let power = bands[i]
      // A curve says nothing where it has no level; a track was silent there.
      if isCurve && power.x <= 0 { continue }
      append(OctaveBands.centreHertz(i), places: 3, to: &bytes)
      numbers([Self.level(power.x)], places: 2)
      if !isCurve { numbers([Self.level(power.y)], places: 2) }
      end()
    }
  }

  /// The level of a power, in dB; what is not silent keeps clear of the level that says so.
  private static func level(_ power: Float) -> Double {
    power > 0
      ? min(decibels(power: Double(power), floor: ProfileFormat.silenceDecibels + 0.01), 200)
      : ProfileFormat.silenceDecibels
  }

  private mutating func name(_ name: [UInt8]) {
    guard !name.isEmpty else { return }
    key(ProfileFormat.nameKey)
    text(" ")
    // A line stays a line.
    for byte in name { bytes.append(byte < Ascii.space || byte == 0x7f ? Ascii.space : byte) }
    end()
  }

  private mutating func figure(_ key: ProfileKey, _ value: Double?, places: Int) {
    guard let value else { return }
    self.key(key)
    numbers([value], places: places)
    end()
  }

  private mutating func key(_ key: ProfileKey) { self.key(key.name) }

  private mutating func key(_ name: StaticString) {
    text("* ")
    text(name)
    text(":")
  }

  /// Writes a space and a word.
  private mutating func word(_ content: StaticString) {
    text(" ")
    text(content)
  }

  private mutating func numbers(_ values: [Double], places: Int) {
    for value in values {
      bytes.append(Ascii.space)
      append(value, places: places, to: &bytes)
    }
  }

  private mutating func line(_ content: StaticString) {
    text(content)
    end()
  }

  private mutating func end() { bytes.append(Ascii.newLine) }

  private mutating func text(_ content: StaticString) {
    for i in 0..<content.utf8CodeUnitCount { unsafe bytes.append(content.utf8Start[i]) }
  }
}
