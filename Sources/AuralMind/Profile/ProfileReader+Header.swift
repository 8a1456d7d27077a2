extension ProfileReader {
  /// Reads `key: value`; a key of a later edition, or none, says nothing.
  mutating func readHeader(_ line: Range<Int>, in text: Span<UInt8>) -> ProfileFault.Kind? {
    guard let colon = line.first(where: { text[$0] == UInt8(ascii: ":") }) else { return nil }
    let key = trimmed(line.lowerBound..<colon, in: text)
    let value = trimmed((colon + 1)..<line.upperBound, in: text)
    if reads(key, in: text, as: ProfileFormat.nameKey) {
      profile.name = []
      for i in value { profile.name.append(text[i]) }
      return nil
    }
    if reads(key, in: text, as: ProfileFormat.columnsKey) {
      // The rows that are there were read by the old order.
      guard let columns = ProfileColumns(value, in: text), !hasRows else { return .badColumns }
      self.columns = columns
      return nil
    }
    for known in ProfileKey.allCases where reads(key, in: text, as: known.name) {
      let fields = TextFields(value, in: text, separator: .blanks)
      guard let numbers = fields.numbers(in: text, separator: .comma),
        numbers.count == known.valueCount
      else { return .badHeader }
      return take(known, numbers) ? nil : .badHeader
    }
    return nil
  }

  /// Takes what a key says; false where it cannot be.
  private mutating func take(_ key: ProfileKey, _ values: [Double]) -> Bool {
    let value = values[0]
    for number in values where number < -1e6 || number > 1e6 { return false }
    switch key {
    case .rows:
      promisedRows = Self.whole(value, in: 0...Double(Profile.maximumRows))
      return promisedRows != nil
    case .sources:
      guard let count = Self.whole(value, in: 0...1e6) else { return false }
      profile.sourceCount = count
    case .sampleRate:
      guard value >= 1 else { return false }
      profile.sampleRate = value
    case .correlation:
      guard values[0] >= 0, values[1] >= values[0], values[2] >= -1, values[2] <= 1 else {
        return false
      }
      profile.statistics.correlations.append(
        .init(lowHertz: values[0], highHertz: values[1], correlation: values[2]))
    case .level:
      guard value >= 0, value <= 100 else { return false }
      profile.statistics.levels.append(.init(percent: value, shortTermLUFS: values[1]))
    case .section:
      guard value >= 0, values[1] >= value, values[2] >= 0, values[2] <= 1 else { return false }
      profile.statistics.sections.append(
        .init(startSeconds: value, endSeconds: values[1], intensity: values[2]))
    case .integrated: profile.statistics.integratedLUFS = value
    case .range: profile.statistics.loudnessRangeLU = value
    case .shortTerm: profile.statistics.maximumShortTermLUFS = value
    case .truePeak: profile.statistics.truePeakDecibels = value
    case .crest: profile.statistics.crestDecibels = value
    case .peakToLoudness: profile.statistics.peakToLoudnessDecibels = value
    case .subFundamental:
      guard value >= 1 else { return false }
      profile.statistics.subFundamentalHertz = value
    }
    return true
  }

  private static func whole(_ value: Double, in range: ClosedRange<Double>) -> Int? {
    guard range.contains(value), Double(Int(value)) == value else { return nil }
    return Int(value)
  }
}
