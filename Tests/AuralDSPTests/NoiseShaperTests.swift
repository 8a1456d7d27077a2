import AuralDSP
import Support
import Testing

/// Dither of whole pieces, held against dither of single frames.
@Suite struct NoiseShaperTests {
  private static let scale = 32_768.0

  /// The plain way: frame by frame.
  private func plain(_ signal: Signal, isShaped: Bool, sampleRate: Double) -> Signal {
    var shaper = NoiseShaper(sampleRate: sampleRate)
    var noise = TriangularNoise()
    let highest = DoubleFrame(repeating: Self.scale - 1)
    return signal.map { frame in
      let input = DoubleFrame(frame) * Self.scale
      let wanted = isShaped ? shaper.wanted(input) : input
      let rounded = (wanted + noise.next()).rounded(.toNearestOrEven)
      shaper.add(error: rounded - wanted)
      return Frame(rounded.clamped(lowerBound: -highest - 1, upperBound: highest) / Self.scale)
    }
  }

  @Test(arguments: [44_100.0, 96_000], [[64], [1, 7, 64, 130]])
  func `rounds pieces to the last bit as it rounds frames`(
    sampleRate: Double, blockLengths: [Int]
  ) {
    // Louder than a word holds, now and then.
    let loud = whiteNoise(amplitude: 1.2, seconds: 0.3, sampleRate: sampleRate)
    for isShaped in [true, false] {
      var shaper = NoiseShaper(sampleRate: sampleRate)
      var noise = TriangularNoise()
      var isDone = true
      let output = rendered(loud, blockLengths: blockLengths) {
        let isRounded =
          isShaped
          ? shaper.round(&$0, scale: Self.scale, noise: &noise)
          : noise.round(&$0, scale: Self.scale)
        isDone = isDone && isRounded
      }
      #expect(isDone)
      #expect(output == plain(loud, isShaped: isShaped, sampleRate: sampleRate))
    }
  }

  @Test func `leaves a piece alone that has a zero, wherever it is`() {
    for place in 0..<9 {
      for zero in [Frame(0, 0.5), Frame(0.5, -0.0)] {
        var piece = Signal(repeating: Frame(0.1, -0.1), count: 9)
        piece[place] = zero
        let before = piece
        var shaper = NoiseShaper(sampleRate: 48_000)
        var noise = TriangularNoise()
        var untouched = TriangularNoise()
        var span = piece.mutableSpan
        let isDone = shaper.round(&span, scale: Self.scale, noise: &noise)
        #expect(!isDone)
        #expect(piece == before)
        #expect(shaper.wanted(.zero) == .zero && noise.next() == untouched.next())
      }
    }
  }
}
