import CRealtime

/// Brings a signal at eight times the rate, which is zero most of the time, down to the frames' rate.
///
/// Two short filters halve the rate twice; what lies between their bands is empty, so that they may be
/// short (Crochiere & Rabiner, "Multirate Digital Signal Processing", 1983, ch. 5). One long linear-phase
/// filter then takes the half frames to whole ones. Its stop band begins at the frames' Nyquist
/// frequency, so that nothing folds. Silence costs nothing. Values lie half a step late: step `s` of
/// frame `t` is at `t + (s + 1/2) / 8`.
public struct SparseDecimator: ~Copyable {
  /// How far the output lags the frames whose steps are given.
  public let latencyFrames = Self.reach + Self.lag

  /// The last piece's output.
  public let output: FrameBuffer

  /// How far apart the steps of a frame lie in memory, in frames.
  public static var rowFrames: Int {
    @_noLocks @inline(__always) get { Oversampler.pieceFrames + 16 }
  }

  /// The steps of a frame, in rows: a few frames of the past, then those of the piece.
  private let eighths: FrameBuffer
  /// Values at quarters of a frame, in rows as long, of the same frames.
  private let quarters: FrameBuffer
  /// Values at whole frames and half a frame after; index 0 is some frame of the past.
  private let wholes: FrameBuffer
  private let halves: FrameBuffer
  private let eighthTaps: FrameBuffer
  private let quarterTaps: FrameBuffer
  private let wholeTaps: FrameBuffer
  private let halfTaps: FrameBuffer
  private var start = Self.history
  private var silentFrames = Self.restFrames

  /// Frames that the long filter sees to each side: from 0.4 of the rate to Nyquist, 85 dB.
  private static var reach: Int { @_noLocks @inline(__always) get { 26 } }

  /// Frames that have to be there after a frame before its wholes and halves are known.
  private static var lag: Int { @_noLocks @inline(__always) get { 4 } }

  /// Frames of the past that rows keep.
  private static var kept: Int { @_noLocks @inline(__always) get { 8 } }

  /// Frames of silence after which nothing but silence is remembered.
  private static var restFrames: Int {
    @_noLocks @inline(__always) get { history + Oversampler.pieceFrames }
  }

  private static var history: Int { @_noLocks @inline(__always) get { 2 * (reach + lag) + kept } }
  private static var capacity: Int { @_noLocks @inline(__always) get { 1_024 } }
  private static let longBeta = 8.2

  /// What the quarters hold of the frames' band, as a share of their Nyquist frequency; the eighths hold
  /// half as much.
  private static let quarterBandEdge = 0.25

  /// Creates a decimator; the same for every sample rate.
  public init() {
    output = FrameBuffer(count: Oversampler.pieceFrames + 8)
    eighths = FrameBuffer(count: Oversampler.factor * Self.rowFrames)
    quarters = FrameBuffer(count: Oversampler.factor / 2 * Self.rowFrames)
    wholes = FrameBuffer(count: Self.capacity)
    halves = FrameBuffer(count: Self.capacity)
    eighthTaps = FrameBuffer(count: Int(eighth_taps))
    quarterTaps = FrameBuffer(count: Int(quarter_taps))
    wholeTaps = FrameBuffer(count: Self.reach + 1)
    halfTaps = FrameBuffer(count: Self.reach)
    let eighth = leastSquaresHalving(reach: eighthTaps.count, bandEdge: Self.quarterBandEdge / 2)
    for (k, tap) in eighth.enumerated() { eighthTaps[k] = Frame(repeating: Float(tap)) }
    // An interpolator of half samples is the other half of a filter whose own samples count half.
    let quarter = leastSquaresHalfDelay(
      reach: quarterTaps.count, bandEdge: 2 * Self.quarterBandEdge)
    let quarterSum = 4 * quarter.reduce(0, +)
    for (k, tap) in quarter.enumerated() {
      quarterTaps[k] = Frame(repeating: Float(tap / quarterSum))
    }
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

  /// The long filter at `time` in frames: half way between 0.4 of the rate and Nyquist.
  private static func longTap(_ time: Double) -> Double {
    sinc(2 * 0.449 * time) * kaiserWindow(at: time / (Double(reach) + 0.5), beta: longBeta)
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    eighths.clear()
    quarters.clear()
    wholes.clear()
    halves.clear()
    start = Self.history
    silentFrames = Self.restFrames
  }

  /// Where step 0 of frame `index` of the piece lies in memory; steps 1 to 7 follow, `rowFrames` apart.
  @_noLocks @inline(__always)
  public func stepPointer(at index: Int) -> UnsafeMutablePointer<Frame> {
    unsafe eighths.base + (Self.kept + index)
  }

  /// Makes the steps of four frames of the piece zero, from `index` on.
  @_noLocks @inline(__always)
  public func silence(at index: Int) {
    for step in 0..<Oversampler.factor {
      eighths.setQuad(.zero, at: step * Self.rowFrames + Self.kept + index)
    }
  }

  /// Takes the steps of a piece, all of which have been given, and fills `output` with as many frames.
  ///
  /// - Parameters:
  ///   - length: The frames of the piece, at most 64.
  ///   - isSilent: Whether all steps are zero; they need not have been given then.
  @_noLocks
  public mutating func process(length: Int, isSilent: Bool) {
    if isSilent {
      // Where nothing is remembered time may stand still.
      if silentFrames >= Self.restFrames {
        output.clear()
        return
      }
      silentFrames += length
      for i in stride(from: 0, to: length, by: 4) { silence(at: i) }
    } else {
      silentFrames = 0
    }
    makeRoom(for: length)
    halveTwice(length: length)
    let first = start - latencyFrames
    start += length
    for i in stride(from: 0, to: length, by: 4) {
      output.setQuad(wholes.quad(at: first + i) * wholeTaps[0].x, at: i)
    }
    unsafe add_mirrored(
      output.base, halves.base + first - 1, halves.base + first, halfTaps.base, Self.reach, length)
    unsafe add_mirrored(
      output.base, wholes.base + first - 1, wholes.base + first + 1, wholeTaps.base + 1, Self.reach,
      length)
  }

  /// Makes room for the wholes and halves of a piece.
  @_noLocks
  private mutating func makeRoom(for length: Int) {
    guard start + length + 16 > Self.capacity else { return }
    wholes.move(from: start - Self.history, to: 0, length: Self.history)
    halves.move(from: start - Self.history, to: 0, length: Self.history)
    start = Self.history
  }

  /// Turns steps into wholes and halves, as far as they are known, and keeps the last of them.
  @_noLocks
  private func halveTwice(length: Int) {
    // The last quarter of a frame needs the frame after; a half needs quarters of the second after.
    unsafe halve_eighths(
      quarters.base + (Self.kept - 1), Self.rowFrames, eighths.base + (Self.kept - 1),
      Self.rowFrames, eighthTaps.base, length)
    unsafe halve_quarters(
      wholes.base + (start - Self.lag), halves.base + (start - Self.lag),
      quarters.base + (Self.kept - Self.lag), Self.rowFrames, quarterTaps.base, length)
    for step in 0..<Oversampler.factor {
      let row = step * Self.rowFrames
      eighths.move(from: row + length, to: row, length: Self.kept)
    }
    for quarter in 0..<(Oversampler.factor / 2) {
      let row = quarter * Self.rowFrames
      quarters.move(from: row + length, to: row, length: Self.kept)
    }
  }
}
