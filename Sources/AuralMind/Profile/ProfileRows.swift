import AuralDSP
import CRealtime

/// The rows of a profile's text, checked one by one and brought onto the scale of `OctaveBands`.
struct ProfileRows {
  /// How far from a band's centre a row may lie and still be that band's, in bands.
  ///
  /// A millihertz, to which profiles are written, is 0.002 of the lowest band.
  private static let snap = 0.01

  /// The places of the rows on the scale, in bands.
  private var positions: [Double] = []
  private var levels: [SIMD2<Double>] = []
  private var lastHertz = 0.0

  /// The number of rows.
  var count: Int { positions.count }

  /// Takes a row of levels for mid and side, in dB; what is wrong with it, if anything.
  mutating func append(hertz: Double, decibels: SIMD2<Double>) -> ProfileFault.Kind? {
    guard count < Profile.maximumRows else { return .tooManyRows }
    guard hertz > 0 else { return .badFrequency }
    guard hertz > lastHertz else { return .notAscending }
    let range = ProfileFormat.silenceDecibels...ProfileFormat.highestDecibels
    guard range.contains(decibels.x), range.contains(decibels.y) else { return .badLevel }
    lastHertz = hertz
    let position = OctaveBands.position(hertz: hertz)
    let nearest = Double(Int(position + (position < 0 ? -0.5 : 0.5)))
    let distance = position - nearest
    positions.append(distance * distance < Self.snap * Self.snap ? nearest : position)
    levels.append(decibels)
    return nil
  }

  /// The powers by band, interpolated in dB over the logarithm of frequency.
  ///
  /// Bands outside of the rows have no power; nil where fewer than two are inside.
  func bands() -> BandSpectrum? {
    guard let first = positions.first, let last = positions.last, last >= 0 else { return nil }
    let highest = min(Int(last), OctaveBands.capacity - 1)
    let lowest = first <= 0 ? 0 : Int(first) + (Double(Int(first)) < first ? 1 : 0)
    guard lowest < highest else { return nil }
    var bands = BandSpectrum(count: highest + 1)
    var row = 0
    for band in lowest...highest {
      while row + 1 < count && positions[row + 1] <= Double(band) { row += 1 }
      bands[band] = power(between: row, Double(band))
    }
    return bands
  }

  private func power(between row: Int, _ band: Double) -> Frame {
    let next = min(row + 1, count - 1)
    let width = positions[next] - positions[row]
    let share = width > 0 ? (band - positions[row]) / width : 0
    let decibels = levels[row] + (levels[next] - levels[row]) * share
    return Frame(Self.power(decibels.x), Self.power(decibels.y))
  }

  private static func power(_ decibels: Double) -> Float {
    decibels > ProfileFormat.silenceDecibels ? Float(pow(10, decibels / 10)) : 0
  }
}
