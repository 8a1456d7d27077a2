import AuralDSP
import Foundation

/// How strong the regions of a track are beside its loudness, in dB: the same at any level.
///
/// A level is the power of mid and side in the region against the K-weighted power of the whole
/// (BS.1770-5). Pink noise has about -11.5 dB in an octave. Records are stronger than that below and weaker
/// above: from 100 Hz to 4 kHz their mean falls by some 5 dB an octave where pink noise falls by 3, and
/// more steeply beyond (Pestana, Ma, Reiss, Barbosa & Black, "Spectral characteristics of popular
/// commercial recordings 1950-2010", AES 135th Convention, 2013).
struct SpectralBalance: Sendable {
  /// 10 to 22 Hz: below what is heard, and below the lowest note of a bass guitar or an organ's 16 feet.
  let rumbleDecibels: Double
  /// 30 to 90 Hz: kick drum, sub bass, the lowest strings.
  let subDecibels: Double
  /// 90 to 200 Hz: the body of the bass.
  let bassDecibels: Double
  /// 200 to 400 Hz: where mixes get boxy, and where the masking EQ dips.
  let lowMidDecibels: Double
  /// 2 to 5 kHz: attack and intelligibility.
  let presenceDecibels: Double
  /// 5 to 10 kHz: cymbals, sibilants, edge.
  let brillianceDecibels: Double
  /// Side against mid from 200 Hz to 16 kHz, where width is heard; -100 dB for a mono track.
  let sideDecibels: Double

  /// Measures the mean spectrum of a track.
  init(_ spectrum: BandSpectrum) {
    // At the highest rate the weighting reaches over every band.
    let weighting = KWeighting(sampleRate: 384_000)
    var loudness = 0.0
    for band in 0..<spectrum.count {
      loudness +=
        Double(spectrum[band].sum()) * weighting.powerGain(hertz: OctaveBands.centreHertz(band))
    }
    func power(_ hertz: ClosedRange<Double>) -> SIMD2<Double> {
      let first = Int(OctaveBands.position(hertz: hertz.lowerBound).rounded(.up))
      let end = Int(OctaveBands.position(hertz: hertz.upperBound).rounded(.up))
      return (first..<max(first, end)).reduce(SIMD2<Double>.zero) {
        $0 + SIMD2<Double>(spectrum[$1])
      }
    }
    func level(_ hertz: ClosedRange<Double>) -> Double {
      Self.ratio(power(hertz).sum(), to: loudness)
    }
    rumbleDecibels = level(10...22)
    subDecibels = level(30...90)
    bassDecibels = level(90...200)
    lowMidDecibels = level(200...400)
    presenceDecibels = level(2_000...5_000)
    brillianceDecibels = level(5_000...10_000)
    let width = power(200...16_000)
    sideDecibels = Self.ratio(width.y, to: width.x)
  }

  /// By how much low mids are over presence, in dB.
  var muddinessDecibels: Double { lowMidDecibels - presenceDecibels }

  /// A ratio of powers in dB, between -100 and 100.
  private static func ratio(_ power: Double, to other: Double) -> Double {
    min(100, max(-100, 10 * log10(max(power, 1e-30) / max(other, 1e-30))))
  }
}
