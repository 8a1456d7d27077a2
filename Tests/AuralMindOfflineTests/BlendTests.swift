import AuralDSP
import AuralMind
import Testing

@testable import AuralMindOffline

@Suite struct BlendTests {
  private func spectrum(count: Int = 240, _ power: (Int) -> Frame) -> MatchSpectrum {
    var bands = BandSpectrum(count: count)
    for i in 0..<count { bands[i] = power(i) }
    return MatchSpectrum(bands: bands)
  }

  /// The difference of two spectra in dB, the most in any band, after the mean is taken out.
  private func shapeDifference(_ a: MatchSpectrum, _ b: MatchSpectrum) -> Double {
    let differences = (0..<a.bands.count).flatMap { i in
      (0..<2).map { 10 * log10(Double(a.bands[i][$0]) / Double(b.bands[i][$0])) }
    }
    let mean = differences.reduce(0, +) / Double(differences.count)
    return differences.map { abs($0 - mean) }.max() ?? 0
  }

  @Test("a track blended with itself, louder or quieter, keeps its shape")
  func itself() {
    let one = spectrum { Frame(1 / Float($0 + 1), 0.1 / Float($0 + 3)) }
    let loud = spectrum { 100 * Frame(1 / Float($0 + 1), 0.1 / Float($0 + 3)) }
    let blend = MatchSpectrum.blend([(one, 1), (loud, 5)])
    #expect(shapeDifference(blend, one) < 1e-4)
  }

  @Test("a reference of three times the weight counts three times in power")
  func weights() {
    // Equally loud: what one has in mid the other has in side.
    let middle = spectrum { _ in Frame(1, 0.5) }
    let wide = spectrum { _ in Frame(0.5, 1) }
    let blend = MatchSpectrum.blend([(middle, 3), (wide, 1)])
    let ratio = blend.bands[100].x / blend.bands[100].y
    #expect(abs(ratio - (3 * 1 + 0.5) / (3 * 0.5 + 1)) < 1e-5)
  }

  @Test("a band that only one reference reaches is that one's, not half of it")
  func reach() {
    let long = spectrum(count: 260) { _ in Frame(1, 1) }
    let short = spectrum(count: 200) { _ in Frame(1, 1) }
    let blend = MatchSpectrum.blend([(long, 1), (short, 1)])
    #expect(blend.bands.count == 260)
    // Beyond the short one's end the level is the long one's own, at the same alignment.
    let alone = MatchSpectrum.blend([(long, 1), (long, 1)])
    #expect(abs(blend.bands[250].x / alone.bands[250].x - 1) < 1e-4)
  }

  @Test("curves drawn at different levels count alike")
  func curves() {
    var low = spectrum { i in Frame(repeating: i < 100 ? 1 : 2) }
    var high = spectrum { i in Frame(repeating: i < 100 ? 2_000 : 1_000) }
    low.isCurve = true
    high.isCurve = true
    let blend = MatchSpectrum.blend([(low, 1), (high, 1)])
    #expect(blend.isCurve)
    // One steps up by 3 dB and the other down, so the blend steps by less than either.
    let step = 10 * log10(Double(blend.bands[200].x / blend.bands[50].x))
    #expect(abs(step) < 2.5)
  }

  private func log10(_ value: Double) -> Double { decibels(power: value) / 10 }
}
