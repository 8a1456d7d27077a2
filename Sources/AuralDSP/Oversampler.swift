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
  private var quietQuads: UInt32 = 0

  /// The most that a moment between can exceed what it is made of.
  private let phaseGain: Float
  private static let rowFrames = pieceFrames + 16

  /// The doubled signal is empty above half its band; a little above that is left to chance.
  private static let phaseBandEdge = 0.55

  /// Creates an oversampler.
  ///
  /// - Parameters:
  ///   - halfReach: Frames to each side that the half-sample interpolator sees.
  ///   - halfBandEdge: Up to where it is true, as a share of Nyquist: the nearer to 1, the less
  ///     exact it is below.
  ///   - phaseReach: Half-frames to each side that the moments between see; even.
  public init(halfReach: Int, halfBandEdge: Double, phaseReach: Int) {
    precondition(phaseReach % 2 == 0 && phaseReach > 0 && halfReach > phaseReach)
    self.halfReach = halfReach
    self.phaseReach = phaseReach
    latencyFrames = halfReach + phaseReach / 2
    halfTaps = FrameBuffer(count: halfReach)
    let taps = leastSquaresHalfDelay(reach: halfReach, bandEdge: halfBandEdge)
    for k in 0..<halfReach { halfTaps[k] = Frame(repeating: Float(taps[k])) }
    // Taps of the first moment, as half sums and half differences with their mirror images, and
    // those of the middle one, outwards from the centre.
    phaseTaps = FrameBuffer(count: 3 * phaseReach)
    let first = leastSquaresDelay(0.25, reach: phaseReach, bandEdge: Self.phaseBandEdge)
    let middle = leastSquaresDelay(0.5, reach: phaseReach, bandEdge: Self.phaseBandEdge)
    for k in 0..<phaseReach {
      let left = first[phaseReach - 1 - k]
      let right = first[phaseReach + k]
      phaseTaps[3 * k] = Frame(repeating: Float((left + right) / 2))
      phaseTaps[3 * k + 1] = Frame(repeating: Float((left - right) / 2))
      phaseTaps[3 * k + 2] = Frame(repeating: Float(middle[phaseReach - 1 - k]))
    }
    let gain = max(
      first.reduce(0) { $0 + abs($1) }, middle.reduce(0) { $0 + abs($1) }, 1)
    // A hair more, for the rounding of the sums.
    phaseGain = Float(gain * 1.0001)
    let reach = 2 * halfReach + 2 * phaseReach
    whole = SlidingFrames(history: reach, pieceFrames: Self.pieceFrames)
    half = SlidingFrames(history: 2 * phaseReach, pieceFrames: Self.pieceFrames)
    moments = FrameBuffer(count: (Self.factor + 1) * Self.rowFrames)
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
    phase < 0 ? 7 * Self.rowFrames + 7 : phase * Self.rowFrames + 8
  }

  /// The greatest magnitude of phases 0 to 8 of the four frames from `index` on, channel by channel.
  ///
  /// Means nothing where `isQuiet`.
  @_noLocks @inline(__always)
  public func peakQuad(at index: Int) -> SIMD8<Float> {
    var peak = magnitude(momentQuad(0, at: index))
    for phase in 1...Self.factor { peak = greater(magnitude(momentQuad(phase, at: index)), peak) }
    return peak
  }

  /// Appends `range` (at most 64 frames) of a block and computes the moments of as many older ones.
  ///
  /// Where no moment can reach `threshold` (an amplitude), most are left out: `isQuiet` tells so.
  @_noLocks
  public mutating func process(
    _ block: borrowing MutableSpan<Frame>, _ range: Range<Int>, threshold: Float
  ) {
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
    quietQuads = 0
    let quietLevel = threshold / phaseGain
    for i in stride(from: 0, to: length, by: 4) {
      if loudest(frame: frame + i, halfFrame: halfFrame + i) < quietLevel {
        quietQuads |= 1 << UInt32(i / 4)
        // The next frame asks for phase 7, so it is always there.
        interpolateLast(frame: frame + i, halfFrame: halfFrame + i, row: i)
      } else {
        interpolate(after: 0, frame: frame + i, halfFrame: halfFrame + i, row: i)
        interpolate(after: 1, frame: frame + i, halfFrame: halfFrame + i, row: i)
      }
    }
    lastLength = length
  }

  /// Whether the moments of the four frames from `index` (a multiple of four) on were left out.
  @_noLocks @inline(__always)
  public func isQuiet(at index: Int) -> Bool {
    quietQuads & (1 << UInt32(index / 4)) != 0
  }

  /// Carries phase 7 of the piece before over to where phase -1 reads it.
  @_noLocks @inline(__always)
  private func keepLastMoment() {
    moments[7 * Self.rowFrames + 7] = moments[7 * Self.rowFrames + 7 + lastLength]
  }

  /// Fills in the half-way values that the newest frames complete.
  @_noLocks
  private func interpolateHalves(from newest: Int, into start: Int, length: Int) {
    // The value half a frame after frame t sees frames t - reach + 1 to t + reach.
    let left = newest - halfReach
    let right = left + 1
    for i in stride(from: 0, to: length, by: 8) {
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
    }
  }

  /// Copies the moments that need no further interpolation: phases 0, 4 and 8.
  @_noLocks
  private func copyMoments(frame: Int, halfFrame: Int, length: Int) {
    for i in 0..<length {
      moments[8 + i] = whole.frames[frame + i]
      moments[4 * Self.rowFrames + 8 + i] = half.frames[halfFrame + i]
      moments[8 * Self.rowFrames + 8 + i] = whole.frames[frame + i + 1]
    }
  }

  /// The greatest magnitude that the moments of four frames are made of.
  @_noLocks @inline(__always)
  private func loudest(frame: Int, halfFrame: Int) -> Float {
    var peak = SIMD8<Float>.zero
    for k in 0..<phaseReach {
      peak = greater(magnitude(whole.frames.quad(at: frame - phaseReach / 2 + 1 + k)), peak)
    }
    for k in 0...phaseReach {
      peak = greater(magnitude(half.frames.quad(at: halfFrame - phaseReach / 2 + k)), peak)
    }
    let fours = greater(peak.lowHalf, peak.highHalf)
    let pair = greater(fours.lowHalf, fours.highHalf)
    return max(pair.x, pair.y)
  }

  /// Interpolates the three moments after four whole frames (`after` 0) or half frames (1).
  ///
  /// The first and the third moment mirror each other, and the second mirrors itself. Sums and
  /// differences of the values on either side serve all three.
  @_noLocks @inline(__always)
  private func interpolate(after: Int, frame: Int, halfFrame: Int, row: Int) {
    var even = SIMD8<Float>.zero
    var odd = SIMD8<Float>.zero
    var middle = SIMD8<Float>.zero
    for k in 0..<phaseReach {
      let left = side(-k, after: after, frame: frame, halfFrame: halfFrame)
      let right = side(k + 1, after: after, frame: frame, halfFrame: halfFrame)
      let sum = left + right
      even += sum * phaseTaps[3 * k].x
      odd += (left - right) * phaseTaps[3 * k + 1].x
      middle += sum * phaseTaps[3 * k + 2].x
    }
    moments.setQuad(even + odd, at: momentIndex(1 + 4 * after) + row)
    moments.setQuad(middle, at: momentIndex(2 + 4 * after) + row)
    moments.setQuad(even - odd, at: momentIndex(3 + 4 * after) + row)
  }

  /// Interpolates the moment before the next whole frame alone.
  @_noLocks @inline(__always)
  private func interpolateLast(frame: Int, halfFrame: Int, row: Int) {
    var even = SIMD8<Float>.zero
    var odd = SIMD8<Float>.zero
    for k in 0..<phaseReach {
      let left = side(-k, after: 1, frame: frame, halfFrame: halfFrame)
      let right = side(k + 1, after: 1, frame: frame, halfFrame: halfFrame)
      even += (left + right) * phaseTaps[3 * k].x
      odd += (left - right) * phaseTaps[3 * k + 1].x
    }
    moments.setQuad(even - odd, at: momentIndex(7) + row)
  }

  /// The values `offset` half frames after four whole frames (`after` 0) or half frames (1).
  @_noLocks @inline(__always)
  private func side(_ offset: Int, after: Int, frame: Int, halfFrame: Int) -> SIMD8<Float> {
    let halves = offset + after
    return halves & 1 == 0
      ? whole.frames.quad(at: frame + (halves >> 1))
      : half.frames.quad(at: halfFrame + (halves >> 1))
  }
}
