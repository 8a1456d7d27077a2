import AuralDSP
import Support
import Testing

@Suite struct SlidingMinimumTests {
  /// Passes `signal` through in pieces of the given lengths, taken in turn.
  private func minima(
    of signal: Signal, windowFrames: Int, pieceLengths: [Int]
  ) -> Signal {
    var stage = SlidingMinimum(windowFrames: windowFrames, filledWith: 1)
    return render(signal, through: &stage, pieceLengths: pieceLengths)
  }

  private func render(
    _ signal: Signal, through stage: inout SlidingMinimum, pieceLengths: [Int]
  ) -> Signal {
    let piece = FrameBuffer(count: 72)
    return rendered(signal, blockLengths: pieceLengths) { block in
      for i in block.indices { piece[i] = block[i] }
      stage.process(piece, length: block.count)
      for i in block.indices { block[i] = piece[i] }
    }
  }

  /// The same by looking at every frame of every window; before the signal everything is 1.
  private func naiveMinima(of signal: Signal, windowFrames: Int) -> Signal {
    signal.indices.map { i in
      var least = i + 1 < windowFrames ? Frame(repeating: 1) : signal[i]
      for k in max(0, i + 1 - windowFrames)...i {
        least = Frame(min(least.x, signal[k].x), min(least.y, signal[k].y))
      }
      return least
    }
  }

  @Test(
    "equals the naive minimum for any window and any pieces",
    arguments: [2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 100, 317, 512, 1_029],
    [[64], [1], [7, 64, 3], [0, 5, 61]])
  func equalsNaive(windowFrames: Int, pieceLengths: [Int]) {
    let signal = whiteNoise(
      seconds: 0.1, sampleRate: 48_000, seed: UInt64(windowFrames))
    #expect(
      minima(of: signal, windowFrames: windowFrames, pieceLengths: pieceLengths)
        == naiveMinima(of: signal, windowFrames: windowFrames))
  }

  @Test("a dip is held for exactly the window, each channel for itself")
  func holds() {
    var signal = Signal(repeating: Frame(repeating: 1), count: 400)
    signal[100].x = 0.25
    signal[130].y = 0.5
    let result = minima(of: signal, windowFrames: 50, pieceLengths: [64])
    for i in signal.indices {
      #expect(result[i].x == ((100..<150).contains(i) ? 0.25 : 1))
      #expect(result[i].y == ((130..<180).contains(i) ? 0.5 : 1))
    }
  }

  @Test("reset forgets")
  func resetForgets() {
    var stage = SlidingMinimum(windowFrames: 200, filledWith: 1)
    let signal = whiteNoise(seconds: 0.05, sampleRate: 48_000)
    _ = render(
      Signal(repeating: Frame(repeating: -9), count: 700), through: &stage, pieceLengths: [64])
    stage.reset()
    #expect(
      render(signal, through: &stage, pieceLengths: [64])
        == minima(of: signal, windowFrames: 200, pieceLengths: [64]))
  }
}
