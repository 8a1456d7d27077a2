import AuralDSP
import Foundation
import Support
import Testing

@Suite struct StateVariableFilterTests {
  /// Bristow-Johnson's own forms in the Audio EQ Cookbook, as a response in dB.
  private enum Cookbook: CaseIterable {
    case highpass, bell, lowShelf, highShelf

    var coefficients: StateVariableCoefficients {
      switch self {
      case .highpass: .highpass(cutoffHertz: 300, q: 0.9, sampleRate: 48_000)
      case .bell: .bell(centreHertz: 1_000, q: 1.4, gainDecibels: -7, sampleRate: 48_000)
      case .lowShelf:
        .lowShelf(midpointHertz: 300, slope: 0.707, gainDecibels: 5, sampleRate: 48_000)
      case .highShelf:
        .highShelf(midpointHertz: 2_500, slope: 0.707, gainDecibels: -6, sampleRate: 48_000)
      }
    }

    func decibels(hertz: Double) -> Double {
      let (b, a) = polynomials
      let w = 2 * Double.pi * hertz / 48_000
      func power(_ c: [Double]) -> Double {
        let re = c[0] + c[1] * cos(w) + c[2] * cos(2 * w)
        let im = c[1] * sin(w) + c[2] * sin(2 * w)
        return re * re + im * im
      }
      return 10 * log10(power(b) / power(a))
    }

    private var polynomials: (b: [Double], a: [Double]) {
      switch self {
      case .highpass:
        let w = 2 * Double.pi * 300 / 48_000
        let alpha = sin(w) / (2 * 0.9)
        let c = cos(w)
        return ([(1 + c) / 2, -(1 + c), (1 + c) / 2], [1 + alpha, -2 * c, 1 - alpha])
      case .bell:
        let w = 2 * Double.pi * 1_000 / 48_000
        let alpha = sin(w) / (2 * 1.4)
        let g = pow(10, -7.0 / 40)
        return (
          [1 + alpha * g, -2 * cos(w), 1 - alpha * g], [1 + alpha / g, -2 * cos(w), 1 - alpha / g]
        )
      case .lowShelf:
        let w = 2 * Double.pi * 300 / 48_000
        let g = pow(10, 5.0 / 40)
        let t = sin(w) * ((g + 1 / g) * (1 / 0.707 - 1) + 2).squareRoot() * g.squareRoot()
        let c = cos(w)
        return (
          [
            g * (g + 1 - (g - 1) * c + t), 2 * g * (g - 1 - (g + 1) * c),
            g * (g + 1 - (g - 1) * c - t),
          ],
          [g + 1 + (g - 1) * c + t, -2 * (g - 1 + (g + 1) * c), g + 1 + (g - 1) * c - t]
        )
      case .highShelf:
        let w = 2 * Double.pi * 2_500 / 48_000
        let g = pow(10, -6.0 / 40)
        let t = sin(w) * ((g + 1 / g) * (1 / 0.707 - 1) + 2).squareRoot() * g.squareRoot()
        let c = cos(w)
        return (
          [
            g * (g + 1 + (g - 1) * c + t), -2 * g * (g - 1 + (g + 1) * c),
            g * (g + 1 + (g - 1) * c - t),
          ],
          [g + 1 - (g - 1) * c + t, 2 * (g - 1 - (g + 1) * c), g + 1 - (g - 1) * c - t]
        )
      }
    }
  }

  @Test("has the Audio EQ Cookbook's response", arguments: Cookbook.allCases)
  private func cookbookResponse(form: Cookbook) {
    for hertz in [20.0, 100, 300, 1_000, 2_500, 6_000, 15_000, 22_000] {
      #expect(abs(response(form.coefficients, hertz: hertz) - form.decibels(hertz: hertz)) < 0.001)
    }
  }

  @Test("a shelf of 0 dB and a bell of 0 dB return their input to the last bit")
  func neutral() {
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    for coefficients: StateVariableCoefficients in [
      .lowShelf(midpointHertz: 300, slope: 0.7, gainDecibels: 0, sampleRate: 48_000),
      .highShelf(midpointHertz: 2_500, slope: 0.7, gainDecibels: 0, sampleRate: 48_000),
      .bell(centreHertz: 1_000, q: 1, gainDecibels: 0, sampleRate: 48_000),
    ] {
      var filter = StateVariableFilter()
      #expect(signal.map { Frame(filter.process(DoubleFrame($0), coefficients)) } == signal)
    }
  }

  @Test("stays finite with its frequency beyond Nyquist")
  func beyondNyquist() {
    let coefficients = StateVariableCoefficients.highShelf(
      midpointHertz: 6_000, slope: 0.7, gainDecibels: 12, sampleRate: 8_000)
    var filter = StateVariableFilter()
    for frame in whiteNoise(seconds: 1, sampleRate: 8_000) {
      let output = filter.process(DoubleFrame(frame), coefficients)
      #expect(abs(output.x) < 100 && abs(output.y) < 100)
    }
  }

  /// The gain at `hertz` in dB, from the impulse response.
  private func response(_ coefficients: StateVariableCoefficients, hertz: Double) -> Double {
    var filter = StateVariableFilter()
    var re = 0.0
    var im = 0.0
    for i in 0..<48_000 {
      let value = filter.process(i == 0 ? DoubleFrame(1, 0) : .zero, coefficients).x
      re += value * cos(2 * .pi * hertz * Double(i) / 48_000)
      im += value * sin(2 * .pi * hertz * Double(i) / 48_000)
    }
    return 10 * log10(re * re + im * im)
  }
}
