import AuralDSP
import Foundation
import Support
import Testing

/// A long filter is what its taps say, however it is computed.
@Suite struct PartitionedConvolverTests {
  private static let blockFrames = 128
  private static let tapCount = 1_000

  private func convolver() -> PartitionedConvolver {
    PartitionedConvolver(
      tapCount: Self.tapCount, blockFrames: Self.blockFrames, fadeFrames: 960)
  }

  private func load(_ taps: Signal, into convolver: inout PartitionedConvolver) {
    for i in 0..<convolver.tapCount {
      convolver.setTap(i, to: i < taps.count ? taps[i] : .zero)
    }
    for step in 0..<convolver.preparationSteps { convolver.prepare(step) }
  }

  /// Runs a signal quantum by quantum, each in pieces of at most `pieceFrames`; `before` may act at
  /// every quantum.
  private func filtered(
    _ signal: Signal, by convolver: inout PartitionedConvolver, pieceFrames: Int = 64,
    before: (Int, inout PartitionedConvolver) -> Void = { _, _ in }
  ) -> Signal {
    var output: Signal = []
    for quantum in stride(from: 0, to: signal.count, by: 64) {
      before(quantum / 64, &convolver)
      convolver.advance()
      let end = min(quantum + 64, signal.count)
      for start in stride(from: quantum, to: end, by: pieceFrames) {
        var piece = Array(signal[start..<min(start + pieceFrames, end)])
        var span = piece.mutableSpan
        convolver.process(&span)
        output += piece
      }
    }
    return output
  }

  /// The same by the definition of convolution.
  private func convolved(_ signal: Signal, _ taps: Signal) -> [DoubleFrame] {
    signal.indices.map { i in
      var sum = DoubleFrame.zero
      for k in 0...min(i, taps.count - 1) {
        sum += DoubleFrame(taps[k]) * DoubleFrame(signal[i - k])
      }
      return sum
    }
  }

  private func largestError(_ output: Signal, _ expected: [DoubleFrame], from: Int = 0) -> Double {
    zip(output, expected).dropFirst(from).reduce(0) { most, pair in
      let error = DoubleFrame(pair.0) - pair.1
      return max(most, max(abs(error.x), abs(error.y)))
    }
  }

  private let signal = whiteNoise(amplitude: 0.3, seconds: 0.1, sampleRate: 48_000)
  private var taps: Signal {
    whiteNoise(amplitude: 0.05, seconds: 1, sampleRate: Double(Self.tapCount), seed: 3)
  }

  @Test("equals the definition of convolution", arguments: [0, 128])
  func definition(silentTaps: Int) {
    var convolver = convolver()
    let taps = taps.enumerated().map { $0.offset < silentTaps ? .zero : $0.element }
    load(taps, into: &convolver)
    convolver.takeKernel()
    convolver.restart(isPlaying: true)
    let output = filtered(signal, by: &convolver)
    // Single precision: sums of a thousand products, all below 0.02.
    #expect(largestError(output, convolved(signal, taps)) < 2e-6)
  }

  @Test("gives the same bits for any split of a quantum", arguments: [1, 7, 63])
  func split(pieceFrames: Int) {
    let outputs = [64, pieceFrames].map { frames -> Signal in
      var convolver = convolver()
      load(taps, into: &convolver)
      convolver.takeKernel()
      convolver.restart(isPlaying: true)
      return filtered(signal, by: &convolver, pieceFrames: frames)
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test("after a rest it catches up with the past before it plays")
  func catchingUp() {
    var convolver = convolver()
    load(taps, into: &convolver)
    var firstPlayed: Int?
    let output = filtered(signal, by: &convolver) { quantum, convolver in
      if quantum == 21 { convolver.takeKernel() }
      if convolver.isPlaying && firstPlayed == nil { firstPlayed = quantum * 64 }
    }
    let played = (firstPlayed ?? signal.count) + Self.blockFrames
    #expect(played < 21 * 64 + 10 * 64 + 3 * Self.blockFrames)
    #expect(largestError(output, convolved(signal, taps), from: played) < 2e-6)
  }

  @Test("a new kernel comes in without a jump, and is alone after the fade")
  func replacement() {
    var convolver = convolver()
    let other = taps.map { $0 * -1 }
    load(taps, into: &convolver)
    convolver.takeKernel()
    convolver.restart(isPlaying: true)
    load(other, into: &convolver)
    let output = filtered(signal, by: &convolver) { quantum, convolver in
      if quantum == 10 { convolver.takeKernel() }
    }
    let before = convolved(signal, taps)
    #expect(largestError(Array(output[..<640]), before) < 2e-6)
    let settled = 640 + 2 * Self.blockFrames + 960 + Self.blockFrames
    #expect(largestError(output, convolved(signal, other), from: settled) < 2e-6)
    // In between the kernels are blended: output is their difference times a share that moves slowly.
    for i in 641..<settled where abs(before[i].x) > 0.05 && abs(before[i - 1].x) > 0.05 {
      let shares = [i - 1, i].map { Double(output[$0].x) / before[$0].x }
      #expect(abs(shares[1] - shares[0]) < 4.0 / 960)
    }
  }
}
