import Foundation
import Testing

@testable import AuralDSP

@Suite struct InterpolationKernelsTests {
  @Test("sinc is 1 at 0, 0 at every other whole number, and even")
  func sincValues() {
    #expect(sinc(0) == 1)
    for k in 1...200 { #expect(abs(sinc(Double(k))) < 1e-13) }
    for t in [0.1, 0.5, 1.7, 33.3] { #expect(sinc(t) == sinc(-t)) }
    #expect(abs(sinc(0.5) - 2 / .pi) < 1e-15)
    // Across the point where the quotient gives way to its limit.
    #expect(abs(sinc(2e-12) - sinc(0)) < 1e-12)
  }

  // Abramowitz & Stegun, table 9.8 and its neighbours, from the integral of exp(x cos θ) / π.
  @Test("the Bessel function equals its integral", arguments: [0.0, 0.5, 2, 5, 8.5, 12])
  func bessel(x: Double) {
    let count = 4_000
    let integral =
      (0..<count).reduce(0.0) {
        $0 + exp(x * cos(.pi * (Double($1) + 0.5) / Double(count)))
      } / Double(count)
    #expect(abs(besselI0(x) / integral - 1) < 1e-12)
  }

  @Test(
    "the Kaiser window is 1 in the middle, even, falls outwards, and ends", arguments: [2.0, 8])
  func kaiser(beta: Double) {
    #expect(kaiserWindow(at: 0, beta: beta) == 1)
    #expect(kaiserWindow(at: 1.001, beta: beta) == 0)
    #expect(abs(kaiserWindow(at: 1, beta: beta) * besselI0(beta) - 1) < 1e-12)
    for k in 0..<100 {
      let position = Double(k) / 100
      #expect(kaiserWindow(at: position, beta: beta) == kaiserWindow(at: -position, beta: beta))
      #expect(
        kaiserWindow(at: position + 0.01, beta: beta) < kaiserWindow(at: position, beta: beta))
    }
  }

  @Test(
    "a least-squares delay delays every tone of its band",
    arguments: [0.25, 0.5, 0.75], [(4, 4e-3), (6, 4e-4), (8, 4e-5)])
  func delays(delay: Double, design: (reach: Int, tolerance: Double)) {
    let (reach, tolerance) = design
    let taps = leastSquaresDelay(delay, reach: reach, bandEdge: 0.55)
    #expect(taps.count == 2 * reach)
    for k in 0...20 {
      let angle = .pi * 0.55 * Double(k) / 20
      var error = (re: -cos(angle * delay), im: -sin(angle * delay))
      for (tap, value) in taps.enumerated() {
        let t = Double(tap - reach + 1)
        error.re += value * cos(angle * t)
        error.im += value * sin(angle * t)
      }
      #expect(hypot(error.re, error.im) < tolerance)
    }
  }

  @Test("a delay read backwards is the delay from the other side")
  func mirrored() {
    let early = leastSquaresDelay(0.25, reach: 6, bandEdge: 0.55)
    let late = leastSquaresDelay(0.75, reach: 6, bandEdge: 0.55)
    for (a, b) in zip(early, late.reversed()) { #expect(abs(a - b) < 1e-9) }
  }
}
