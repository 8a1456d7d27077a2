import AuralDSP
import Support
import Testing

@Suite struct SlidingFramesTests {
  @Test(
    "the past stays readable, frame by frame, however the pieces fall",
    arguments: [1, 17, 300, 2_000], [[64], [1], [7, 0, 50]])
  func remembers(history: Int, pieceLengths: [Int]) {
    let signal = whiteNoise(seconds: 0.2, sampleRate: 48_000)
    var store = SlidingFrames(history: history, pieceFrames: 64)
    var position = 0
    _ = rendered(signal, blockLengths: pieceLengths) { block in
      let start = store.append(&block, 0..<block.count)
      for i in block.indices { #expect(store.frames[start + i] == block[i]) }
      position += block.count
      #expect(store.end == start + block.count)
      // The ends and the middle of the past: all of it at every piece would be slow.
      for age in [1, history / 2 + 1, history] where age <= history {
        let expected = position - age >= 0 ? signal[position - age] : .zero
        #expect(store.frames[store.end - age] == expected)
      }
    }
  }

  @Test("reset silences the past")
  func resetForgets() {
    var store = SlidingFrames(history: 100, pieceFrames: 64)
    var noise = whiteNoise(seconds: 64, sampleRate: 1)
    for _ in 0..<50 {
      var span = noise.mutableSpan
      _ = store.append(&span, 0..<64)
    }
    store.reset()
    for age in 1...100 { #expect(store.frames[store.end - age] == .zero) }
  }
}
