import CRealtime

/// Brings a signal at eight times the rate, which is zero most of the time, down to the frames' rate.
///
/// Each value is spread over a grid of half frames by a short kernel; one long linear-phase filter then
/// takes the grid to whole frames. Its stop band begins at the frames' Nyquist frequency, so that
/// nothing folds. Silence costs nothing. Values lie half a step late: step `s` of frame `t` is
/// at `t + (s + 1/2) / 8`.
public struct SparseDecimator: ~Copyable {
  /// How far the output lags the frames that values are added to.
  public let latencyFrames = Self.reach + Self.spread

  /// The last piece's output.
  public let output: FrameBuffer

  /// Values of the grid at whole frames and half a frame after; index 0 is some frame of the past.
  private let wholes: FrameBuffer
  private let halves: FrameBuffer
  private let kernels: FrameBuffer
  private let wholeTaps: FrameBuffer
  private let halfTaps: FrameBuffer
  private var start = Self.history
  private var silentFrames = Self.history

  /// Frames that the long filter sees to each side: from 0.4 of the rate to Nyquist, 85 dB.
  private static var reach: Int { @_noLocks @inline(__always) get { 26 } }

  /// Frames that the kernel touches on one side; it touches as many less one on the other.
  private static var spread: Int { @_noLocks @inline(__always) get { 4 } }

  private static var history: Int { @_noLocks @inline(__always) get { 2 * (reach + spread) + 8 } }
  private static var capacity: Int { @_noLocks @inline(__always) get { 1_024 } }
  private static let longBeta = 8.2
  private static let shortBeta = 10.0

  /// Creates a decimator; the same for every sample rate.
  public init() {
    output = FrameBuffer(count: Oversampler.pieceFrames + 8)
    wholes = FrameBuffer(count: Self.capacity)
    halves = FrameBuffer(count: Self.capacity)
    kernels = FrameBuffer(count: Oversampler.factor * 16)
    let steps = Double(Oversampler.factor)
    for step in 0..<Oversampler.factor {
      let moment = (Double(step) + 0.5) / steps
      for k in 0..<8 {
        // The kernel passes what the grid can hold without folding into the frames' band.
        let wholeTime = Double(k - 3) - moment
        let halfTime = Double(k - 4) + 0.5 - moment
        kernels[step * 16 + k] = Frame(repeating: Float(Self.kernel(wholeTime) / steps))
        kernels[step * 16 + 8 + k] = Frame(repeating: Float(Self.kernel(halfTime) / steps))
      }
    }
    wholeTaps = FrameBuffer(count: Self.reach + 1)
    halfTaps = FrameBuffer(count: Self.reach)
    var sum = Self.longTap(0)
    for k in 0..<Self.reach {
      sum += 2 * (Self.longTap(Double(k) + 0.5) + Self.longTap(Double(k + 1)))
    }
    for k in 0...Self.reach {
      wholeTaps[k] = Frame(repeating: Float(Self.longTap(Double(k)) / sum))
    }
    for k in 0..<Self.reach {
      halfTaps[k] = Frame(repeating: Float(Self.longTap(Double(k) + 0.5) / sum))
    }
  }

  /// The short kernel at `time` in frames: a band edge of one cycle a frame.
  private static func kernel(_ time: Double) -> Double {
    2 * sinc(2 * time) * kaiserWindow(at: time / 3.5, beta: shortBeta)
  }

  /// The long filter at `time` in frames: half way between 0.4 of the rate and Nyquist.
  private static func longTap(_ time: Double) -> Double {
    sinc(2 * 0.449 * time) * kaiserWindow(at: time / (Double(reach) + 0.5), beta: longBeta)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    wholes.clear()
    halves.clear()
    start = Self.history
    silentFrames = Self.history
  }

  /// Makes room for a piece of at most 64 frames.
  @_noLocks
  public mutating func begin(length: Int) {
    if start + length + Self.spread + 16 > Self.capacity {
      let kept = Self.history + Self.spread
      wholes.move(from: start - Self.history, to: 0, length: kept)
      halves.move(from: start - Self.history, to: 0, length: kept)
      start = Self.history
    }
    for i in (start + Self.spread)..<(start + length + Self.spread) {
      wholes[i] = .zero
      halves[i] = .zero
    }
    silentFrames = min(silentFrames + length, 2 * Self.history)
  }

  /// Adds the values of the eight steps of frame `index` of the piece.
  @_noLocks @inline(__always)
  public mutating func add(_ values: InlineArray<8, Frame>, at index: Int) {
    // Summed apart from memory, where a sum would wait for the one before to be stored.
    var wholesBefore = SIMD8<Float>.zero
    var wholesAfter = SIMD8<Float>.zero
    var halvesBefore = SIMD8<Float>.zero
    var halvesAfter = SIMD8<Float>.zero
    for step in 0..<Oversampler.factor {
      let pair = SIMD4(lowHalf: values[step], highHalf: values[step])
      let spread = SIMD8(lowHalf: pair, highHalf: pair)
      let kernel = step * 16
      wholesBefore += spread * kernels.quad(at: kernel)
      wholesAfter += spread * kernels.quad(at: kernel + 4)
      halvesBefore += spread * kernels.quad(at: kernel + 8)
      halvesAfter += spread * kernels.quad(at: kernel + 12)
    }
    let frame = start + index
    wholes.addQuad(wholesBefore, at: frame - 3)
    wholes.addQuad(wholesAfter, at: frame + 1)
    halves.addQuad(halvesBefore, at: frame - 4)
    halves.addQuad(halvesAfter, at: frame)
    silentFrames = 0
  }

  /// Ends the piece and fills `output` with as many frames.
  ///
  /// - Parameter length: The frames of the piece.
  /// - Returns: Whether anything but silence came out.
  @_noLocks
  public mutating func finish(length: Int) -> Bool {
    let first = start - latencyFrames
    start += length
    // What was added last lies at most a piece before the end.
    guard silentFrames < Self.history + Oversampler.pieceFrames else { return false }
    for i in stride(from: 0, to: length, by: 4) {
      output.setQuad(wholes.quad(at: first + i) * wholeTaps[0].x, at: i)
    }
    unsafe add_mirrored(
      output.base, halves.base + first - 1, halves.base + first, halfTaps.base, Self.reach, length)
    unsafe add_mirrored(
      output.base, wholes.base + first - 1, wholes.base + first + 1, wholeTaps.base + 1, Self.reach,
      length)
    return true
  }
}
