import AuralDSP
import Support
import Testing

/// Loops over pieces of side, held against the same frame by frame.
@Suite struct SidePieceTests {
  private static let blockLengths = [[64], [1, 7, 64, 30]]
  private static let noise = pinkNoise(seconds: 0.2, sampleRate: 48_000)

  private func glide() -> FrameGlide { FrameGlide(milliseconds: 20, sampleRate: 48_000) }

  // Targets that change while the last glide is under way, and then stand.
  private func target(_ frame: Int) -> Double { frame < 2_560 ? Double(frame / 1_280) * 0.3 : 0.7 }

  @Test(arguments: blockLengths)
  func `shelves have the bits of single frames`(blockLengths: [Int]) {
    var (first, second, third, fourth) = (glide(), glide(), glide(), glide())
    var quick = FirstOrderHighpass(cutoffHertz: DoubleFrame(500, 2_500), sampleRate: 48_000)
    var slow = quick
    let expected = renderedOnGrid(Self.noise) {
      third.update(target($0))
      fourth.update(-target($0))
    } process: { block in
      for i in block.indices {
        let side = Double(block[i].y)
        let above = slow.process(DoubleFrame(repeating: side))
        block[i].y = Float(side + (above.x * third.next() + above.y * fourth.next()))
      }
    }
    let output = renderedOnGrid(Self.noise, blockLengths: blockLengths) {
      first.update(target($0))
      second.update(-target($0))
    } process: {
      quick.addToSide(of: &$0, first: &first, second: &second)
    }
    #expect(output == expected)
  }

  /// Where the taps are, and their gains, by an impulse through a filter that lets everything pass.
  private func taps() -> [(delay: Int, gain: Float)] {
    var echo = VelvetNoise(pieceFrames: 64, sampleRate: 48_000)
    var through = FirstOrderHighpass(cutoffHertz: 0, sampleRate: 48_000)
    var (wet, loss) = (glide(), glide())
    var impulse = Signal(repeating: .zero, count: 640)
    impulse[0].y = 1
    let output = renderedOnGrid(impulse) { _ in
      wet.update(1)
      loss.update(0)
    } process: {
      echo.process(&$0, above: &through, dryLoss: &loss, wet: &wet)
    }
    return output.indices.dropFirst().filter { output[$0].y != 0 }.map { ($0, output[$0].y) }
  }

  @Test(arguments: blockLengths)
  func `an echo has the bits of its taps, one by one`(blockLengths: [Int]) {
    let taps = taps()
    #expect(taps.count == 12)
    var highpass = FirstOrderHighpass(cutoffHertz: 2_000, sampleRate: 48_000)
    var (wet, loss) = (glide(), glide())
    var past: [Float] = []
    let expected = renderedOnGrid(Self.noise) {
      wet.update(target($0))
      loss.update(-target($0))
    } process: { block in
      for i in block.indices {
        let side = Double(block[i].y)
        let above = highpass.process(DoubleFrame(repeating: side)).x
        past.append(Float(above))
        var sum: Float = 0
        for tap in taps where tap.delay < past.count {
          sum += past[past.count - 1 - tap.delay] * tap.gain
        }
        block[i].y = Float(side + above * loss.next())
        block[i].y += sum * Float(wet.next())
      }
    }
    var echo = VelvetNoise(pieceFrames: 64, sampleRate: 48_000)
    highpass.reset()
    (wet, loss) = (glide(), glide())
    let output = renderedOnGrid(Self.noise, blockLengths: blockLengths) {
      wet.update(target($0))
      loss.update(-target($0))
    } process: {
      echo.process(&$0, above: &highpass, dryLoss: &loss, wet: &wet)
    }
    #expect(output == expected)
  }
}
