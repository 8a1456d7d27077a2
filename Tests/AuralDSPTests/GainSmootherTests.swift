import AuralDSP
import Support
import Testing

@Suite struct GainSmootherTests {
  /// Pairs of look-ahead and shortest attack, as the limiter has them at 8 to 384 kHz, and odd ones.
  private static let lengths = [
    [11, 8], [61, 44], [67, 48], [134, 96], [537, 384], [8, 6], [40, 4],
  ]

  /// A smoother behind a follower that lets every gain through at once.
  private struct Smoothing: ~Copyable {
    private var smoother: GainSmoother
    private var follower = GainFollower(slowAttack: 1, deadband: 0, threshold: 0)
    private let quickness: Double
    private let requests = FrameBuffer(count: 1_025)
    private let ones = FrameBuffer(count: 1_025)
    private let gains = DoubleFrameBuffer(count: 1_025)

    init(lengths: [Int] = [67, 48], quickness: Double) {
      smoother = GainSmoother(lookaheadFrames: lengths[0], shortestAttackFrames: lengths[1])
      self.quickness = quickness
      for i in 0..<ones.count { ones[i] = Frame(repeating: 1) }
    }

    /// At most 1024 gains at a time.
    mutating func smooth(_ wanted: ArraySlice<Frame>) -> [DoubleFrame] {
      for (i, gain) in wanted.enumerated() { requests[i] = gain }
      _ = smoother.process(
        requests, ones, by: &follower, into: gains, length: wanted.count, quickness: quickness)
      return wanted.indices.map { gains[$0 - wanted.startIndex] }
    }

    mutating func smooth(_ gain: Frame) -> DoubleFrame { smooth([gain])[0] }

    mutating func reset() {
      smoother.reset()
      follower.reset()
    }
  }

  /// What becomes of gains of the left channel, in blocks of `blockFrames`.
  private func smooth(
    _ gains: [Float], lengths: [Int], quickness: Double, blockFrames: Int = 1
  ) -> [Double] {
    var smoothing = Smoothing(lengths: lengths, quickness: quickness)
    let frames = gains.map { Frame($0, 1) }
    return stride(from: 0, to: frames.count, by: blockFrames).flatMap {
      smoothing.smooth(frames[$0..<min($0 + blockFrames, frames.count)]).map(\.x)
    }
  }

  @Test("is independent of the block length, to the last bit", arguments: lengths)
  func blocks(lengths: [Int]) {
    var noise = SeededNoise(seed: 9)
    let gains = (0..<5_000).map { _ in Float(abs(noise.uniform())) }
    let single = smooth(gains, lengths: lengths, quickness: 0.5)
    for blockFrames in [2, 7, 64, 1_000] {
      let result = smooth(gains, lengths: lengths, quickness: 0.5, blockFrames: blockFrames)
      #expect(result == single, "\(blockFrames)")
    }
  }

  @Test("a gain of 1 stays exactly 1, before, between and after all others", arguments: lengths)
  func unity(lengths: [Int]) {
    var noise = SeededNoise(seed: 7)
    let wild = (0..<20_000).map { _ in Float(abs(noise.uniform())) }
    let ones = [Float](repeating: 1, count: 2_000)
    for quickness in [0, 0.3, 1] {
      let result = smooth(ones + wild + ones, lengths: lengths, quickness: quickness)
      #expect(result[..<2_000].allSatisfy { $0 == 1 })
      #expect(result[(22_000 + lengths[0])...].allSatisfy { $0 == 1 })
      #expect(result[2_100..<22_000].contains { $0 < 0.9 })
    }
  }

  @Test("one channel does not hear the other", arguments: [0.0, 1])
  func channels(quickness: Double) {
    var smoothing = Smoothing(quickness: quickness)
    var noise = SeededNoise(seed: 3)
    for _ in 0..<5_000 {
      let gain = smoothing.smooth(Frame(Float(abs(noise.uniform())), 1))
      #expect(gain.y == 1)
    }
  }

  @Test("a step is complete after the look-ahead and not before its attack", arguments: lengths)
  func stepResponse(lengths: [Int]) {
    let (lookahead, shortest) = (lengths[0], lengths[1])
    let step = [1] + [Float](repeating: 0.25, count: lookahead + 50)
    let slow = smooth(step, lengths: lengths, quickness: 0)
    let quick = smooth(step, lengths: lengths, quickness: 1)
    for result in [slow, quick] {
      // The gain of frame t is due at t + look-ahead; the step is at frame 1.
      #expect(result[(lookahead + 1)...].allSatisfy { $0 == 0.25 })
      for (a, b) in zip(result, result[1...]) { #expect(b <= a) }
    }
    // The slow attack sets out at once; the quick one waits until its own length is left.
    #expect(slow[1] < 1)
    let start = lookahead - shortest
    #expect(quick[...start].allSatisfy { $0 == 1 })
    #expect(quick[start + 1] < 1)
  }

  @Test("lies between the least and the greatest gain of the look-ahead", arguments: lengths)
  func bounded(lengths: [Int]) {
    var noise = SeededNoise(seed: 11)
    var level: Float = 1
    let gains = (0..<6_000).map { i -> Float in
      if i % 37 == 0 { level = Float(abs(noise.uniform())) }
      return level
    }
    for quickness in [0, 0.5, 1] {
      let result = smooth(gains, lengths: lengths, quickness: quickness)
      for i in stride(from: lengths[0], to: gains.count, by: 3) {
        let window = gains[(i - lengths[0])...i]
        // Gains are rounded to 2⁻³⁰.
        #expect(result[i] <= Double(window.max() ?? 1) + 0x1p-30)
        #expect(result[i] >= Double(window.min() ?? 0) - 0x1p-30)
      }
    }
  }

  @Test("a minimum that is held for the look-ahead is reached in full")
  func reachesHeldMinimum() {
    var gains = [Float](repeating: 1, count: 600)
    for i in 200...267 { gains[i] = 0.5 }
    for quickness in [0.0, 0.5, 1] {
      let result = smooth(gains, lengths: [67, 48], quickness: quickness)
      #expect(result[267] == 0.5)
    }
  }

  @Test("smooths what a follower makes of requests as it would the same gains, to the last bit")
  func followed() {
    var follower = GainFollower(slowAttack: 0.01, deadband: 0.002, threshold: 0.0006)
    var smoother = GainSmoother(lookaheadFrames: 67, shortestAttackFrames: 48)
    var reference = Smoothing(quickness: 0.5)
    let requests = FrameBuffer(count: 65)
    let ones = FrameBuffer(count: 65)
    let gains = DoubleFrameBuffer(count: 65)
    for i in 0..<65 { ones[i] = Frame(repeating: 1) }
    // What only falls is followed at once.
    var request: Float = 1
    for length in 0..<65 {
      for i in 0..<length {
        request *= 0.999
        requests[i] = Frame(request, 1)
      }
      let still = smoother.process(
        requests, ones, by: &follower, into: gains, length: length, quickness: 0.5)
      #expect(still == 0)
      for i in 0..<length {
        let gain = reference.smooth(requests[i])
        #expect(gains[i] == gain)
      }
    }
    #expect(!follower.isAtRest)
  }

  @Test("does not drift: an hour's worth of changes ends where it should")
  func noDrift() {
    var smoothing = Smoothing(quickness: 0.4)
    var noise = SeededNoise(seed: 5)
    let count = isDeepCheck ? 172_800_000 : 2_000_000
    var gains = [Frame](repeating: .zero, count: 1_000)
    for _ in 0..<(count / gains.count) {
      for i in gains.indices { gains[i] = Frame(repeating: Float(abs(noise.uniform()))) }
      _ = smoothing.smooth(gains[...])
    }
    let held = [Frame](repeating: Frame(repeating: 0.75), count: 68)
    #expect(smoothing.smooth(held[...])[67] == DoubleFrame(repeating: 0.75))
  }

  @Test("reset returns to unity")
  func resetForgets() {
    var smoothing = Smoothing(quickness: 0.5)
    for _ in 0..<500 { _ = smoothing.smooth(Frame(0.1, 0.9)) }
    smoothing.reset()
    for _ in 0..<200 {
      let gain = smoothing.smooth(Frame(repeating: 1))
      #expect(gain == DoubleFrame(1, 1))
    }
  }
}
