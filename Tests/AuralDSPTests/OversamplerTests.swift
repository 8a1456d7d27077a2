import Foundation
import Support
import Testing

@testable import AuralDSP

@Suite struct OversamplerTests {
  /// The two in use: the detector's and the clip's, and how exactly each reads a tone below 0.4 of
  /// the rate, as an amplitude against the tone's.
  struct Design: Sendable, CustomTestStringConvertible {
    var halfReach: Int
    var halfBandEdge: Double
    var phaseReach: Int
    var tolerance: Double
    var testDescription: String { "\(halfReach)/\(halfBandEdge)/\(phaseReach)" }

    func make() -> Oversampler {
      Oversampler(halfReach: halfReach, halfBandEdge: halfBandEdge, phaseReach: phaseReach)
    }
  }

  private static let designs = [
    Design(halfReach: 96, halfBandEdge: 0.99, phaseReach: 4, tolerance: 0.01),
    Design(halfReach: 24, halfBandEdge: 0.85, phaseReach: 6, tolerance: 0.001),
  ]

  /// The moments of every frame: eight a frame, in order, `latencyFrames` late.
  private func moments(
    of signal: Signal, design: Design, pieceLengths: [Int] = [64]
  ) -> (moments: Signal, latencyFrames: Int) {
    var oversampler = design.make()
    var moments = Signal()
    _ = rendered(signal, blockLengths: pieceLengths) { block in
      oversampler.process(&block, 0..<block.count, threshold: 0)
      for i in block.indices {
        for phase in 0..<Oversampler.factor { moments.append(oversampler.moment(phase, at: i)) }
      }
    }
    return (moments, oversampler.latencyFrames)
  }

  @Test(
    "reads a sine between its samples as the formula has it", arguments: designs,
    [0.001, 0.02, 0.11, 0.25, 0.3337, 0.4])
  func sineFormula(design: Design, fraction: Double) {
    let tone = sine(hertz: fraction, seconds: 2_000, sampleRate: 1)
    let (moments, latency) = moments(of: tone, design: design)
    var worst = 0.0
    // The start of the tone is a corner with a spectrum of its own.
    for index in (8 * 1_000)..<(8 * 1_900) {
      let time = Double(index) / 8 - Double(latency)
      worst = max(worst, abs(Double(moments[index].x) - sin(2 * .pi * fraction * time)))
    }
    #expect(worst < design.tolerance)
  }

  @Test("phase 0 is the input, delayed, to the last bit", arguments: designs)
  func passesFrames(design: Design) {
    let signal = whiteNoise(seconds: 0.05, sampleRate: 48_000)
    let (moments, latency) = moments(of: signal, design: design)
    for i in latency..<signal.count { #expect(moments[8 * i] == signal[i - latency]) }
  }

  @Test("the moment behind a frame's own is its neighbour's", arguments: designs)
  func neighbours(design: Design) {
    let signal = whiteNoise(seconds: 0.02, sampleRate: 48_000)
    var oversampler = design.make()
    var followingFirst: Frame?
    _ = rendered(signal, blockLengths: [64, 3, 1, 17]) { block in
      oversampler.process(&block, 0..<block.count, threshold: 0)
      for i in block.indices {
        if let followingFirst { #expect(oversampler.moment(0, at: i) == followingFirst) }
        followingFirst = oversampler.moment(8, at: i)
      }
    }
  }

  @Test(
    "is independent of the piece length, to the last bit", arguments: designs,
    [[1], [7, 64], [63, 1, 0], [8]])
  func pieces(design: Design, pieceLengths: [Int]) {
    let signal = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    #expect(
      moments(of: signal, design: design, pieceLengths: pieceLengths).moments
        == moments(of: signal, design: design).moments)
  }

  @Test(
    "what is left out stays below the threshold, and the rest has the same bits",
    arguments: designs, [0.4, 1.2, 2.4])
  func quiet(design: Design, thresholdShare: Float) {
    // Noise that bends ever less sharply, from next to Nyquist to the bass.
    var signal = whiteNoise(seconds: 0.4, sampleRate: 48_000)
    var low = Frame.zero
    for i in signal.indices {
      let share = 1 - 0.98 * Float(i) / Float(signal.count)
      low += (signal[i] - low) * share
      signal[i] = low * (0.25 / share.squareRoot())
    }
    var exact = design.make()
    var sparing = design.make()
    let threshold = thresholdShare * 0.25
    var quietFrames = 0
    var loudFrames = 0
    _ = rendered(signal, blockLengths: [64, 5, 33, 1]) { block in
      exact.process(&block, 0..<block.count, threshold: 0)
      sparing.process(&block, 0..<block.count, threshold: threshold)
      for i in block.indices {
        let isQuiet = sparing.isQuiet(at: i)
        if isQuiet { quietFrames += 1 } else { loudFrames += 1 }
        for phase in 0...Oversampler.factor {
          let moment = exact.moment(phase, at: i)
          if isQuiet {
            #expect(max(abs(moment.x), abs(moment.y)) < threshold)
          } else {
            #expect(sparing.moment(phase, at: i) == moment)
          }
        }
      }
    }
    #expect(quietFrames > 0 && loudFrames > 0)
  }

  @Test(
    "what is left out does not change what is read later", arguments: designs,
    [[64], [64, 40], [8]])
  func wavesThatBarelyReach(design: Design, pieceLengths: [Int]) {
    // Only the crests are loud, and so smooth that nothing around them is: they come at every place of a piece.
    let signal = sine(hertz: 103, seconds: 1, sampleRate: 48_000)
    var exact = design.make()
    var sparing = design.make()
    var loudFrames = 0
    _ = rendered(signal, blockLengths: pieceLengths) { block in
      exact.process(&block, 0..<block.count, threshold: 0)
      sparing.process(&block, 0..<block.count, threshold: 0.98)
      for i in block.indices where !sparing.isQuiet(at: i) {
        loudFrames += 1
        for phase in 0...Oversampler.factor {
          #expect(sparing.moment(phase, at: i) == exact.moment(phase, at: i))
        }
      }
    }
    #expect(loudFrames > 0 && loudFrames < signal.count / 2)
  }

  @Test("reset forgets", arguments: designs)
  func resetForgets(design: Design) {
    var oversampler = design.make()
    let signal = whiteNoise(seconds: 0.01, sampleRate: 48_000)
    let read = {
      var moments = Signal()
      _ = rendered(signal, blockLengths: [64]) { block in
        oversampler.process(&block, 0..<block.count, threshold: 0)
        for i in block.indices {
          for phase in 0...8 { moments.append(oversampler.moment(phase, at: i)) }
        }
      }
      return moments
    }
    let first = read()
    #expect(read() != first)
    oversampler.reset()
    #expect(read() == first)
  }
}
