/// Reads a signal at eight evenly spaced moments of every frame, the frame itself among them.
///
/// A long half-sample interpolator doubles the rate; it carries the burden near Nyquist. Short
/// least-squares delays then fill in the six moments between, where the doubled signal leaves
/// half the band empty: a tenth of the work of one long filter for each moment (Crochiere &
/// Rabiner, "Multirate Digital Signal Processing", 1983, ch. 5).
///
/// The moments of frame `t` lie at `t + phase / 8`, for phase 0 to 7.
public struct Oversampler: ~Copyable {
  /// Moments a frame.
  public static var factor: Int { @_noLocks @inline(__always) get { 8 } }

  /// The longest piece, in frames.
  public static var pieceFrames: Int { @_noLocks @inline(__always) get { 64 } }

  /// How far the moments lag the newest frame, in frames.
  public let latencyFrames: Int

  private let halfReach: Int
  private let phaseReach: Int
  private let halfTaps: FrameBuffer
  private let phaseTaps: FrameBuffer
  private var whole: SlidingFrames
  private var half: SlidingFrames
  private let moments: FrameBuffer
  private var lastLength = 1
  private static let stride = pieceFrames + 16

  /// Creates an oversampler.
  ///
  /// - Parameters:
  ///   - halfReach: Frames to each side that the half-sample interpolator sees.
  ///   - beta: Shape of its Kaiser window: low keeps more of the top of the band, high rejects
  ///     more of the images.
  ///   - phaseReach: Half-frames to each side that the moments between see; even.
  public init(halfReach: Int, beta: Double, phaseReach: Int) {
    precondition(phaseReach % 2 == 0 && phaseReach > 0 && halfReach > phaseReach)
    self.halfReach = halfReach
    self.phaseReach = phaseReach
    latencyFrames = halfReach + phaseReach / 2
    halfTaps = FrameBuffer(count: halfReach)
    var taps = (0..<halfReach).map { k in
      let t = Double(k) + 0.5
      return sinc(t) * kaiserWindow(at: t / Double(halfReach), beta: beta)
    }
    let sum = 2 * taps.reduce(0, +)
    taps = taps.map { $0 / sum }
    for k in 0..<halfReach { halfTaps[k] = Frame(repeating: Float(taps[k])) }
    // The doubled signal is empty above half its band; a little above that is left to chance.
    phaseTaps = FrameBuffer(count: 3 * 2 * phaseReach)
    for phase in 1...3 {
      let taps = leastSquaresDelay(Double(phase) / 4, reach: phaseReach, bandEdge: 0.55)
      for k in taps.indices {
        phaseTaps[(phase - 1) * 2 * phaseReach + k] = Frame(repeating: Float(taps[k]))
      }
    }
    let reach = 2 * halfReach + 2 * phaseReach
    whole = SlidingFrames(history: reach, pieceFrames: Self.pieceFrames)
    half = SlidingFrames(history: 2 * phaseReach, pieceFrames: Self.pieceFrames)
    moments = FrameBuffer(count: (Self.factor + 1) * Self.stride)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    whole.reset()
    half.reset()
    moments.clear()
  }

  /// The value at `phase` (-1 to 8) of frame `index` of the last piece.
  ///
  /// Phase -1 is phase 7 of the frame before, phase 8 is phase 0 of the frame after.
  @_noLocks @inline(__always)
  public func moment(_ phase: Int, at index: Int) -> Frame {
    moments[momentIndex(phase) + index]
  }

  /// Four frames' values at `phase` (-1 to 8), from frame `index` of the last piece on.
  @_noLocks @inline(__always)
  func momentQuad(_ phase: Int, at index: Int) -> SIMD8<Float> {
    moments.quad(at: momentIndex(phase) + index)
  }

  /// Phase 7 keeps one frame of the past before its first; phase 8 has a row of its own.
  @_noLocks @inline(__always)
  private func momentIndex(_ phase: Int) -> Int {
    phase < 0 ? 7 * Self.stride + 7 : phase * Self.stride + 8
  }

  /// Appends `range` (at most 64 frames) of a block and computes the moments of as many older ones.
  @_noLocks
  public mutating func process(_ block: borrowing MutableSpan<Frame>, _ range: Range<Int>) {
    let length = range.count
    assert(length <= Self.pieceFrames)
    guard length > 0 else { return }
    let newest = whole.append(block, range)
    let halfStart = half.extend(by: length)
    interpolateHalves(from: newest, into: halfStart, length: length)
    keepLastMoment()
    let frame = newest - latencyFrames
    let halfFrame = halfStart - phaseReach / 2
    copyMoments(frame: frame, halfFrame: halfFrame, length: length)
    for phase in 1...3 {
      interpolate(
        phase: phase, even: frame - phaseReach / 2 + 1, odd: halfFrame - phaseReach / 2,
        evenTap: 1 - phaseReach % 2, length: length, row: phase)
      interpolate(
        phase: phase, even: frame - phaseReach / 2 + 1, odd: halfFrame - phaseReach / 2 + 1,
        evenTap: phaseReach % 2, length: length, row: phase + 4)
    }
    lastLength = length
  }

  /// Carries phase 7 of the piece before over to where phase -1 reads it.
  @_noLocks @inline(__always)
  private func keepLastMoment() {
    moments[7 * Self.stride + 7] = moments[7 * Self.stride + 7 + lastLength]
  }

  /// Fills in the half-way values that the newest frames complete.
  @_noLocks
  private func interpolateHalves(from newest: Int, into start: Int, length: Int) {
    // The value half a frame after frame t sees frames t - reach + 1 to t + reach.
    let left = newest - halfReach
    let right = left + 1
    var i = 0
    while i + 8 <= length {
      var first = SIMD8<Float>.zero
      var second = SIMD8<Float>.zero
      for k in 0..<halfReach {
        let tap = halfTaps[k].x
        first += (whole.frames.quad(at: left + i - k) + whole.frames.quad(at: right + i + k)) * tap
        second +=
          (whole.frames.quad(at: left + i - k + 4) + whole.frames.quad(at: right + i + k + 4)) * tap
      }
      half.frames.setQuad(first, at: start + i)
      half.frames.setQuad(second, at: start + i + 4)
      i += 8
    }
    while i < length {
      var sum = Frame.zero
      for k in 0..<halfReach {
        sum += (whole.frames[left + i - k] + whole.frames[right + i + k]) * halfTaps[k].x
      }
      half.frames[start + i] = sum
      i += 1
    }
  }

  /// Copies the moments that need no further interpolation: phases 0, 4 and 8.
  @_noLocks
  private func copyMoments(frame: Int, halfFrame: Int, length: Int) {
    for i in 0..<length {
      moments[8 + i] = whole.frames[frame + i]
      moments[4 * Self.stride + 8 + i] = half.frames[halfFrame + i]
      moments[8 * Self.stride + 8 + i] = whole.frames[frame + i + 1]
    }
  }

  /// Interpolates one phase from whole frames and half frames in turn.
  ///
  /// `evenTap` is the first tap that meets a whole frame; the other taps meet half frames.
  @_noLocks @inline(__always)
  private func interpolate(
    phase: Int, even: Int, odd: Int, evenTap: Int, length: Int, row: Int
  ) {
    let taps = (phase - 1) * 2 * phaseReach
    let oddTap = 1 - evenTap
    let output = row * Self.stride + 8
    var i = 0
    while i + 4 <= length {
      var sum = SIMD8<Float>.zero
      for k in 0..<phaseReach {
        sum += whole.frames.quad(at: even + i + k) * phaseTaps[taps + 2 * k + evenTap].x
        sum += half.frames.quad(at: odd + i + k) * phaseTaps[taps + 2 * k + oddTap].x
      }
      moments.setQuad(sum, at: output + i)
      i += 4
    }
    while i < length {
      var sum = Frame.zero
      for k in 0..<phaseReach {
        sum += whole.frames[even + i + k] * phaseTaps[taps + 2 * k + evenTap].x
        sum += half.frames[odd + i + k] * phaseTaps[taps + 2 * k + oddTap].x
      }
      moments[output + i] = sum
      i += 1
    }
  }
}
