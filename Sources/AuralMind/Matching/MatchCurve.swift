import AuralDSP
import CRealtime

/// The curve that brings a mix towards a reference: gains in dB of mid and side by band.
///
/// Reference less source, smoothed, limited, faded outside the range that is matched, and shifted so that
/// the mix's K-weighted loudness stays what it is. It is computed in short steps.
struct MatchCurve: ~Copyable {
  /// The number of bands below Nyquist.
  let bandCount: Int

  /// The number of calls of `step` that make a curve.
  let stepCount: Int

  /// The gains, in dB: mid in `x`, side in `y`; a curve is there after the last step.
  let gains = FrameBuffer(count: OctaveBands.capacity)

  private let sampleRate: Double
  /// What a band's power counts for in loudness (BS.1770-5).
  private let loudnessWeights = FrameBuffer(count: OctaveBands.capacity)
  /// The difference of the spectra in dB, and how far it can be trusted, from 0 to 1.
  private let differences = FrameBuffer(count: OctaveBands.capacity)
  private let confidences = FrameBuffer(count: OctaveBands.capacity)
  private let smoothed = FrameBuffer(count: OctaveBands.capacity)

  private var request: MatchRequest
  private var sourceTotal = 0.0
  private var referenceTotal = 0.0
  private var shift: ClosedRange<Double> = 0...0

  /// Halvings of the range of shifts: 60 dB come down to less than a thousandth of one.
  private static let shiftSteps = 17
  /// The largest shift, in dB.
  private static let largestShift = 60.0

  /// Below this a band is noise, beside all of the track, and from the upper one on it can be trusted, in dB.
  ///
  /// Dither of 16 bits puts -98 dB beside a loud master into a band at 16 kHz; a lossy codec's cut-off is
  /// deeper still. No band of an orchestra's top octave lies below -95 dB.
  private static let noiseDecibels = -100.0
  private static let trustedDecibels = -88.0

  /// The octaves over which the curve fades to 0 outside the range that is matched.
  private static let fadeOctaves = 0.5

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    bandCount = OctaveBands.count(sampleRate: sampleRate)
    stepCount = 2 * bandCount + Self.shiftSteps + 1
    request = MatchRequest(
      reference: nil, source: BandSpectrum(), amount: 0, sideAmount: 0, smoothingOctaves: 1,
      limitDecibels: 0, lowHertz: 20, highHertz: 20_000, translationStrength: 0,
      translationHighShare: 0)
    let weighting = KWeighting(sampleRate: sampleRate)
    for band in 0..<bandCount {
      let hertz = min(OctaveBands.centreHertz(band), 0.4999 * sampleRate)
      loudnessWeights[band] = Frame(repeating: Float(weighting.powerGain(hertz: hertz)))
    }
  }

  /// Begins a curve.
  @_noLocks
  mutating func begin(_ request: MatchRequest) {
    self.request = request
    sourceTotal = Self.total(of: request.source)
    referenceTotal = request.reference.map { Self.total(of: $0.bands) } ?? 0
    shift = -Self.largestShift...Self.largestShift
  }

  /// Does step `index`, from 0 to `stepCount` - 1; every step once, in order.
  @_noLocks
  mutating func step(_ index: Int) {
    if index < bandCount {
      compare(band: index)
    } else if index < 2 * bandCount {
      smooth(band: index - bandCount)
    } else if index < stepCount - 1 {
      narrowShift()
    } else {
      finish()
    }
  }

  /// The largest difference to the gains in `earlier`, in dB.
  @_noLocks
  func distance(to earlier: borrowing FrameBuffer) -> Float {
    var most: Float = 0
    for band in 0..<bandCount {
      let change = magnitude(gains[band] - earlier[band])
      most = max(most, max(change.x, change.y))
    }
    return most
  }

  @_noLocks
  private static func total(of spectrum: BandSpectrum) -> Double {
    var sum = 0.0
    for band in 0..<spectrum.count { sum += Double(spectrum[band].x) + Double(spectrum[band].y) }
    return sum
  }

  /// Takes the difference of the spectra in a band.
  @_noLocks
  private func compare(band: Int) {
    guard let reference = request.reference else {
      let hertz = OctaveBands.centreHertz(band)
      let share = min(max((hertz - 2_000) / 4_000, 0), 1)
      let strength =
        request.translationStrength * (1 + (request.translationHighShare - 1) * share)
      differences[band] = Frame(
        repeating: Float(TranslationCurve.decibels(hertz: hertz) * strength))
      confidences[band] = Frame(1, 1)
      return
    }
    let wanted = reference.bands[band]
    let present = request.source[band]
    let mid = compare(wanted.x, present.x)
    let side = reference.isCurve ? (difference: 0, confidence: 0) : compare(wanted.y, present.y)
    differences[band] = Frame(mid.difference, side.difference)
    confidences[band] = Frame(mid.confidence, side.confidence)
  }

  /// The difference of two powers in dB, beside the totals, and how far it can be trusted.
  @_noLocks
  private func compare(
    _ wanted: Float, _ present: Float
  ) -> (difference: Float, confidence: Float) {
    guard wanted > 0, present > 0, referenceTotal > 0, sourceTotal > 0 else { return (0, 0) }
    let wantedDecibels = decibels(power: Double(wanted) / referenceTotal)
    let presentDecibels = decibels(power: Double(present) / sourceTotal)
    let isDrawn = request.reference?.isCurve ?? false
    let confidence =
      Self.confidence(presentDecibels) * (isDrawn ? 1 : Self.confidence(wantedDecibels))
    return (Float(wantedDecibels - presentDecibels), Float(confidence))
  }

  @_noLocks
  private static func confidence(_ decibels: Double) -> Double {
    let t = min(max((decibels - noiseDecibels) / (trustedDecibels - noiseDecibels), 0), 1)
    return t * t * (3 - 2 * t)
  }

  /// Smooths the difference at a band.
  @_noLocks
  private func smooth(band: Int) {
    guard request.reference != nil else {
      smoothed[band] = differences[band]
      return
    }
    let smoother = LocalFit(
      centre: band, bandCount: bandCount, octaves: request.smoothingOctaves)
    let mid = smoother.value(of: differences, confidences, isSide: false)
    let side = smoother.value(of: differences, confidences, isSide: true)
    // Where a side cannot be trusted it follows the mid, and a mid that cannot be is left alone.
    let ownShare = Float(request.sideAmount) * side.confidence
    let middle = mid.value * mid.confidence
    smoothed[band] = Frame(middle, middle + ownShare * (side.value - middle))
  }

  /// Halves the range in which the shift lies that leaves the loudness as it is.
  @_noLocks
  private mutating func narrowShift() {
    let middle = (shift.lowerBound + shift.upperBound) / 2
    var before = 0.0
    var after = 0.0
    for band in 0..<bandCount {
      let gain = gain(band: band, shift: middle)
      let powers = weightedPowers(band: band)
      before += Double(powers.x) + Double(powers.y)
      after +=
        Double(powers.x) * pow(10, Double(gain.x) * 0.1)
        + Double(powers.y) * pow(10, Double(gain.y) * 0.1)
    }
    shift = after > before ? shift.lowerBound...middle : middle...shift.upperBound
  }

  /// What the source's powers in a band count for in loudness.
  ///
  /// A preset's own curve is to be the same for every mix: it is balanced on pink noise, nearly all mid.
  @_noLocks
  private func weightedPowers(band: Int) -> Frame {
    let weights = loudnessWeights[band]
    return request.reference == nil ? weights * Frame(1, 0) : weights * request.source[band]
  }

  /// The gains of a band at a shift of the whole curve, in dB.
  @_noLocks
  private func gain(band: Int, shift: Double) -> Frame {
    guard request.reference != nil else { return smoothed[band] + Float(shift) }
    let limit = Frame(repeating: Float(request.limitDecibels))
    let wanted = smoothed[band] * Float(request.amount) + Float(shift)
    return lesser(greater(wanted, -limit), limit) * Float(range(band: band))
  }

  /// How far a band is matched, from 0 to 1.
  @_noLocks
  private func range(band: Int) -> Double {
    let position = Double(band)
    let low = OctaveBands.position(hertz: request.lowHertz)
    let high = OctaveBands.position(hertz: request.highHertz)
    let outside = max(low - position, position - high) / Double(OctaveBands.perOctave)
    let t = min(max(1 - outside / Self.fadeOctaves, 0), 1)
    return t * t * (3 - 2 * t)
  }

  @_noLocks
  private func finish() {
    let middle = (shift.lowerBound + shift.upperBound) / 2
    for band in 0..<bandCount { gains[band] = gain(band: band, shift: middle) }
  }
}
