import CRealtime

/// A `LowPass4` of mid, of which one sample in so many is wanted.
///
/// What the four integrators hold is a sum over the frames since the last sample, each weighted by what the
/// filter makes of it until then, and of what they held: so a frame costs a row of four products. The last
/// frame before a sample goes through the filter itself, which gives the sample.
struct SparseLowPass: ~Copyable {
  /// A sample is wanted every so many frames.
  let interval: Int

  private let sections: (StateVariableCoefficients, StateVariableCoefficients)
  /// Two frames a row, four numbers: what a frame leaves in the integrators.
  private let rows: DoubleFrameBuffer
  /// What each integrator leaves in all of them by the last frame, in rows.
  private let keeps: DoubleFrameBuffer
  /// The integrators of the first section, then of the second.
  private let sums = DoubleFrameBuffer(count: 2)
  /// The frames since the last sample.
  private var position = 0

  /// Creates a filter with its -3 dB point at `cutoffHertz`, which lies below Nyquist.
  init(cutoffHertz: Double, interval: Int, sampleRate: Double) {
    precondition(interval >= 1, "a sample every frame at most")
    self.interval = interval
    // The damping of the two pole pairs is twice sin(π/8) and twice sin(3π/8).
    func section(_ angle: Double) -> StateVariableCoefficients {
      .lowpass(cutoffHertz: cutoffHertz, q: 1 / (2 * sin(angle)), sampleRate: sampleRate)
    }
    sections = (section(.pi / 8), section(3 * .pi / 8))
    rows = DoubleFrameBuffer(count: 2 * interval)
    keeps = DoubleFrameBuffer(count: 8)
    var (first, second) = (DoubleFrame.zero, DoubleFrame.zero)
    // Half, for a row is multiplied by left and right together.
    var input = 0.5
    for frame in stride(from: interval - 2, through: 0, by: -1) {
      let between = Self.advance(&first, input: input, sections.0)
      _ = Self.advance(&second, input: between, sections.1)
      rows[2 * frame] = first
      rows[2 * frame + 1] = second
      input = 0
    }
    for index in 0..<4 {
      first = DoubleFrame(index == 0 ? 1 : 0, index == 1 ? 1 : 0)
      second = DoubleFrame(index == 2 ? 1 : 0, index == 3 ? 1 : 0)
      for _ in 0..<(interval - 1) {
        let between = Self.advance(&first, input: 0, sections.0)
        _ = Self.advance(&second, input: between, sections.1)
      }
      keeps[2 * index] = first
      keeps[2 * index + 1] = second
    }
  }

  /// Forgets the past and begins an interval.
  @_noLocks
  mutating func reset() {
    sums[0] = .zero
    sums[1] = .zero
    position = 0
  }

  /// Returns how many of `count` frames come before the one that a sample is taken of.
  @_noLocks
  func framesLeft(of count: Int) -> Int {
    min(interval &- 1 &- position, count)
  }

  /// Hears some frames, none of which a sample is taken of.
  @_noLocks
  @unsafe mutating func hear(_ frames: UnsafePointer<Frame>, count: Int) {
    unsafe add_rows(sums.base, rows.base + 2 * position, frames, count)
    position &+= count
  }

  /// Hears the frame that a sample is taken of, and returns it.
  @_noLocks
  mutating func sample(_ frame: Frame) -> Float {
    position = 0
    let mid = Double(frame.x + frame.y) * 0.5
    var (first, second) = (sums[0], sums[1])
    let between = Self.advance(&first, input: mid, sections.0)
    let result = Self.advance(&second, input: between, sections.1)
    // What is there fades until the frame before the next sample.
    sums[0] =
      (keeps[0] * first.x + keeps[2] * first.y) + (keeps[4] * second.x + keeps[6] * second.y)
    sums[1] =
      (keeps[1] * first.x + keeps[3] * first.y) + (keeps[5] * second.x + keeps[7] * second.y)
    return Float(result)
  }

  /// Goes on by a frame in the two integrators of a section, and returns what comes out.
  @_noLocks @inline(__always)
  private static func advance(
    _ state: inout DoubleFrame, input: Double, _ c: StateVariableCoefficients
  ) -> Double {
    let (first, second) = (state.x, state.y)
    state.x = (input - second) * c.exchange + first * c.firstKeep
    state.y = (input * c.secondFeed + first * c.exchange) + second * c.secondKeep
    return (second + state.y) * 0.5
  }
}
