import AuralDSP
import AuralMind
import Testing

@testable import AuralMindOffline

@Suite struct SpectralDistanceTests {
  /// A spectrum of 268 bands with mid and side powers of a level in dB each.
  private func spectrum(
    isCurve: Bool = false, mid: (Int) -> Double, side: (Int) -> Double = { _ in -90 }
  ) -> MatchSpectrum {
    var bands = BandSpectrum(count: 268)
    for i in 0..<bands.count {
      bands[i] = Frame(Float(pow10(mid(i))), Float(pow10(side(i))))
    }
    return MatchSpectrum(bands: bands, isCurve: isCurve)
  }

  private func pow10(_ decibels: Double) -> Double {
    let gain = amplitude(decibels: decibels)
    return gain * gain
  }

  @Test("a spectrum at another level is no distance away")
  func level() throws {
    let one = spectrum { -40 - 0.1 * Double($0) }
    let louder = spectrum {
      -28 - 0.1 * Double($0)
    } side: { _ in
      -78
    }
    #expect(try #require(spectralDistanceDecibels(one, one)) < 1e-6)
    #expect(try #require(spectralDistanceDecibels(one, louder)) < 1e-4)
  }

  @Test("what goes up and down from third octave to third octave is half the step away")
  func alternating() throws {
    let flat = spectrum { _ in -40 }
    let wavy = spectrum { (($0 + 4) / 8) % 2 == 0 ? -37 : -43 }
    let distance = try #require(spectralDistanceDecibels(flat, wavy))
    // Third octaves are eight bands wide, of which one half reaches into the next.
    let step = decibels(
      power: (7.5 * pow10(3) + 0.5 * pow10(-3)) / (7.5 * pow10(-3) + 0.5 * pow10(3)))
    #expect(abs(distance - step / 2) < 0.02)
  }

  @Test("a tilt of 1 dB an octave is 2.6 dB away, whichever is the reference")
  func tilt() throws {
    let flat = spectrum { _ in -40 }
    let tilted = spectrum {
      -40 + Double($0) / 24
    } side: {
      -90 + Double($0) / 24
    }
    // 27 points a third of a decibel apart: their RMS about the mean is √((27² - 1)/12)/3.
    let expected = ((27.0 * 27 - 1) / 12).squareRoot() / 3
    #expect(abs(try #require(spectralDistanceDecibels(flat, tilted)) - expected) < 0.01)
    #expect(abs(try #require(spectralDistanceDecibels(tilted, flat)) - expected) < 0.01)
  }

  @Test("of a drawn curve only the shape of mid counts, of a track side too")
  func curve() throws {
    let track = spectrum { _ in
      -40
    } side: {
      -40 + Double($0) / 24
    }
    let curve = spectrum(isCurve: true) { _ in
      -20
    } side: { _ in
      -20
    }
    #expect(try #require(spectralDistanceDecibels(track, curve)) < 1e-6)
    #expect(try #require(spectralDistanceDecibels(track, spectrum { _ in -20 })) > 1)
  }

  @Test("spectra with nothing in common have no distance")
  func nothing() {
    let silence = MatchSpectrum(bands: BandSpectrum(count: 268))
    #expect(spectralDistanceDecibels(silence, spectrum { _ in -40 }) == nil)
  }
}
