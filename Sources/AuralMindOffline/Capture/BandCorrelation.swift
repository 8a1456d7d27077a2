import AuralDSP
import AuralMind

/// How alike left and right are, by band of hearing: what decides about width and mono.
struct BandCorrelation: Sendable {
  /// The edges of the bands, in Hz: sub, bass, low mids, presence, brilliance, air.
  static let edgesHertz: [Double] = [20, 120, 500, 2_000, 6_000, 12_000, 20_000]

  private let nyquistHertz: Double
  /// The band of hearing that each band of a spectrum belongs to.
  private let places: [Int?]
  /// The powers of left and right, and their product.
  private var sums = [SIMD4<Double>](repeating: .zero, count: edgesHertz.count - 1)

  /// Creates sums of nothing, up to the Nyquist frequency of `sampleRate`, in Hz.
  init(sampleRate: Double) {
    nyquistHertz = sampleRate / 2
    places = (0..<OctaveBands.count(sampleRate: sampleRate)).map { band in
      let hertz = OctaveBands.centreHertz(band)
      guard hertz >= Self.edgesHertz[0] else { return nil }
      let place = Self.edgesHertz.lastIndex { hertz >= $0 } ?? 0
      return place < Self.edgesHertz.count - 1 ? place : nil
    }
  }

  /// Counts what a frame of analysis has in a band: the powers of mid and side, and their product.
  mutating func add(band: Int, power: Frame, covariance: Float) {
    guard band < places.count, let place = places[band] else { return }
    let sum = Double(power.x) + Double(power.y)
    let product = Double(power.x) - Double(power.y)
    let skew = 2 * Double(covariance)
    sums[place] += SIMD4(sum + skew, sum - skew, product, 0)
  }

  /// The means of several tracks by weight, each track's by the gain that aligns it.
  static func blend(
    _ tracks: [(BandCorrelation, weight: Double)]
  ) -> [TrackStatistics.BandCorrelation] {
    let nyquist = tracks.map(\.0.nyquistHertz).max() ?? 0
    return (0..<(edgesHertz.count - 1)).compactMap { place in
      let sum = tracks.reduce(SIMD4<Double>.zero) { $0 + $1.0.sums[place] * $1.weight }
      let norm = max(0, sum.x * sum.y).squareRoot()
      guard norm > 0, edgesHertz[place] < nyquist else { return nil }
      return TrackStatistics.BandCorrelation(
        lowHertz: edgesHertz[place], highHertz: min(edgesHertz[place + 1], nyquist),
        correlation: min(1, max(-1, sum.z / norm)))
    }
  }
}
