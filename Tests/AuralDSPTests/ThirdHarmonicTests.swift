import AuralDSP
import Support
import Testing

/// Four filters side by side, held against the same one after the other.
@Suite struct ThirdHarmonicTests {
  private static func lowEdge(_ sampleRate: Double) -> StateVariableCoefficients {
    .highpass(cutoffHertz: 900, q: 0.7071067811865476, sampleRate: sampleRate)
  }

  private static func highEdge(_ sampleRate: Double) -> SteepLowPass {
    SteepLowPass(cutoffHertz: 3_800, sampleRate: sampleRate)
  }

  /// The plain way: part by part.
  private func plain(_ signal: Signal, sampleRate: Double) -> Signal {
    let edge = Self.lowEdge(sampleRate)
    var opening = StateVariableFilter()
    var cleaning = StateVariableFilter()
    var highEdge = Self.highEdge(sampleRate)
    var pair = QuadraturePair(sampleRate: sampleRate)
    var band = 0.0
    var z = DoubleFrame.zero
    var share = 0.3
    var knee = 0.01
    return signal.map { frame in
      let squares = z * z
      let cube = z.x * (squares.x - 3 * squares.y)
      let harmonic = cube / (squares.x + squares.y + knee)
      let clean = cleaning.process(DoubleFrame(repeating: harmonic), edge).x
      z = pair.process(band)
      band = highEdge.process(opening.process(DoubleFrame(repeating: Double(frame.x)), edge).x)
      share += 1e-5
      knee += 1e-7
      return Frame(frame.x + Float(share * clean), frame.y)
    }
  }

  @Test(arguments: [44_100.0, 48_000, 192_000], [[64], [1, 7, 64, 30]])
  func `is to the last bit what its parts make`(sampleRate: Double, blockLengths: [Int]) {
    let noise = pinkNoise(rms: 0.2, seconds: 0.3, sampleRate: sampleRate)
    var harmonic = ThirdHarmonic(
      lowEdge: Self.lowEdge(sampleRate), highEdge: Self.highEdge(sampleRate),
      sampleRate: sampleRate)
    var share = 0.3
    var knee = 0.01
    let output = renderedOnGrid(noise, blockLengths: blockLengths) { _ in
    } process: {
      harmonic.add(to: &$0, share: &share, shareStep: 1e-5, knee: &knee, kneeStep: 1e-7)
    }
    #expect(output == plain(noise, sampleRate: sampleRate))
    #expect(output != noise)
  }
}
