import AuralDSP
import CRealtime

/// How far a reference's spectrum lies above a source's, smoothed, with how far that can be trusted.
///
/// Powers are smoothed, not decibels, so that the gaps between the notes of a bass do not count as much as
/// the notes. A curve that was found is applied to the source and what is left is added, which brings back
/// what smoothing took from its peaks. Smoothing is as wide in octaves everywhere: widening it in the bass
/// with the ear's own bandwidth left 0.1 to 0.2 dB more in third octaves.
struct SpectralDifference: ~Copyable {
  /// The number of calls of `step` that make a difference.
  let stepCount: Int

  private let bandCount: Int
  private let stepsInRound: Int
  private var request = MatchRequest()
  private var sourceTotal: Float = 0
  private var referenceTotal: Float = 0
  /// The weights of the bands at a distance, the nearest first.
  private let weights = FrameBuffer(count: mostReach + 1)
  private var reachBands = 0

  /// The difference so far in dB, the source with it applied, and the reference, smoothed.
  private let differences = FrameBuffer(count: OctaveBands.capacity)
  private let applied = FrameBuffer(count: OctaveBands.capacity)
  private let references = FrameBuffer(count: OctaveBands.capacity)
  private let confidences = FrameBuffer(count: OctaveBands.capacity)

  /// Rounds of applying and comparing: more bring less than 0.03 dB.
  private static let rounds = 4
  private static let bandsInStep = 8

  /// The farthest band that counts: 2.5 standard deviations at 2 octaves.
  private static let mostReach = 37

  /// The standard deviations within which nine tenths of a Gaussian lie: what its width is here.
  private static let deviationsInWidth = 3.29

  /// Below this a band is noise, beside all of the track, and from the upper one on it can be trusted, in
  /// dB.
  ///
  /// Dither of 16 bits puts -98 dB beside a loud master into a band at 16 kHz, and a lossy codec's
  /// cut-off is deeper still; the top octave of an orchestra stays above -95 dB.
  private static let noiseDecibels = -100.0
  private static let trustedDecibels = -88.0

  /// The share of the whole that stands for nothing at all: -130 dB.
  private static let leastShare: Float = 1e-13

  init(bandCount: Int) {
    self.bandCount = bandCount
    stepsInRound = (bandCount + Self.bandsInStep - 1) / Self.bandsInStep
    // Confidences, their smoothing and the reference's, then rounds of two passes.
    stepCount = (2 + 2 * Self.rounds) * stepsInRound
  }

  /// Begins a difference; there is a reference.
  @_noLocks
  mutating func begin(_ request: MatchRequest) {
    self.request = request
    guard let reference = request.reference else { return }
    sourceTotal = Self.total(of: request.source)
    referenceTotal = Self.total(of: reference.bands)
    let deviation =
      request.smoothingOctaves / Self.deviationsInWidth * Double(OctaveBands.perOctave)
    reachBands = min(Int(2.5 * deviation), Self.mostReach)
    for distance in 0...reachBands {
      let t = Double(distance) / max(deviation, 0.1)
      weights[distance] = Frame(repeating: Float(exp(-0.5 * t * t)))
    }
  }

  /// Does step `index`, from 0 to `stepCount` - 1; every step once, in order.
  @_noLocks
  func step(_ index: Int) {
    let pass = index / stepsInRound
    let first = index % stepsInRound * Self.bandsInStep
    for band in first..<min(first + Self.bandsInStep, bandCount) {
      switch pass {
      case 0:
        applied[band] = rawConfidence(band)
        references[band] = greater(reference(band), Frame(repeating: Self.leastShare))
        differences[band] = .zero
      case 1:
        confidences[band] = smoothed(applied, at: band)
      case _ where pass % 2 == 0:
        applied[band] = source(band) * powerGain(differences[band])
      default:
        compare(band)
      }
    }
  }

  /// The difference in a band, in dB: reference above source, each beside the whole of its track.
  @_noLocks
  func decibels(_ band: Int) -> Frame { differences[band] }

  /// How far the difference in a band can be trusted, from 0 to 1.
  @_noLocks
  func confidence(_ band: Int) -> Frame { confidences[band] }

  /// The shares of mid and side in what the reference has in a band.
  @_noLocks
  func referenceShares(_ band: Int) -> Frame {
    references[band] / (references[band].x + references[band].y)
  }

  @_noLocks
  private static func total(of spectrum: BandSpectrum) -> Float {
    var sum = 0.0
    for band in 0..<spectrum.count { sum += Double(spectrum[band].x) + Double(spectrum[band].y) }
    return Float(sum)
  }

  /// The reference's powers beside the whole.
  @_noLocks
  private func reference(_ band: Int) -> Frame {
    guard let reference = request.reference, referenceTotal > 0 else { return .zero }
    return reference.bands[band] / referenceTotal
  }

  /// The source's powers beside the whole.
  @_noLocks
  private func source(_ band: Int) -> Frame {
    guard sourceTotal > 0 else { return Frame(repeating: Self.leastShare) }
    return greater(request.source[band] / sourceTotal, Frame(repeating: Self.leastShare))
  }

  @_noLocks
  private func rawConfidence(_ band: Int) -> Frame {
    let present = source(band)
    var result = Frame(confidence(present.x), confidence(present.y))
    guard let drawn = request.reference?.isCurve else { return .zero }
    let wanted = reference(band)
    if drawn {
      // A curve that was drawn ends where it ends, and has no side of its own.
      result.x = wanted.x > 0 ? result.x : 0
      result.y = 0
    } else {
      result *= Frame(confidence(wanted.x), confidence(wanted.y))
    }
    return result
  }

  /// How far a power can be trusted, from 0 to 1.
  @_noLocks
  private func confidence(_ share: Float) -> Float {
    let level = AuralDSP.decibels(power: Double(share))
    return Float(smoothStep(level, from: Self.noiseDecibels, to: Self.trustedDecibels))
  }

  @_noLocks
  private func powerGain(_ decibels: Frame) -> Frame {
    Frame(Float(pow(10, Double(decibels.x) * 0.1)), Float(pow(10, Double(decibels.y) * 0.1)))
  }

  /// Adds what is left of the difference.
  @_noLocks
  private func compare(_ band: Int) {
    let wanted = smoothed(references, at: band)
    let present = smoothed(applied, at: band)
    let rest = Frame(
      Float(AuralDSP.decibels(power: Double(wanted.x / present.x))),
      Float(AuralDSP.decibels(power: Double(wanted.y / present.y))))
    let most = Frame(repeating: 80)
    differences[band] = lesser(greater(differences[band] + rest, -most), most)
  }

  @_noLocks
  private func smoothed(_ values: borrowing FrameBuffer, at band: Int) -> Frame {
    var sum = values[band] * weights[0]
    var weight = weights[0]
    for distance in 1..<(reachBands + 1) {
      if band >= distance {
        sum += values[band - distance] * weights[distance]
        weight += weights[distance]
      }
      if band + distance < bandCount {
        sum += values[band + distance] * weights[distance]
        weight += weights[distance]
      }
    }
    return sum / weight
  }
}
