import AuralDSP
import AuralMind

extension MatchSpectrum {
  /// The spectrum that lies between several: their powers at equal loudness, averaged by weight.
  ///
  /// A band that some of them do not reach is the average of those that do. All are tracks or all are
  /// curves.
  static func blend(_ parts: [(spectrum: MatchSpectrum, weight: Double)]) -> MatchSpectrum {
    if parts.count == 1 { return parts[0].spectrum }
    let count = parts.map(\.spectrum.bands.count).max() ?? 0
    // Curves may be drawn at any level, and loud records do not count for more than quiet ones.
    let gains = parts.map { 1 / max($0.spectrum.weightedPower, .leastNormalMagnitude) }
    var bands = BandSpectrum(count: count)
    for i in 0..<count {
      var sum = DoubleFrame.zero
      var weights = 0.0
      for (part, gain) in zip(parts, gains) {
        let power = DoubleFrame(part.spectrum.bands[i])
        guard power.x > 0 || power.y > 0 else { continue }
        sum += power * (gain * part.weight)
        weights += part.weight
      }
      if weights > 0 { bands[i] = Frame(sum / weights) }
    }
    return MatchSpectrum(bands: bands, isCurve: parts.contains { $0.spectrum.isCurve })
  }

  /// The power that makes loudness, over both channels (BS.1770-5).
  var weightedPower: Double {
    // At the highest rate the weighting reaches over every band.
    let weighting = KWeighting(sampleRate: 384_000)
    return (0..<bands.count).reduce(0) { sum, i in
      let power = Double(bands[i].x) + Double(bands[i].y)
      return sum + 2 * power * weighting.powerGain(hertz: OctaveBands.centreHertz(i))
    }
  }
}
