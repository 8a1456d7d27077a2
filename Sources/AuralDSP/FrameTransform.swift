import CFFTW
import CRealtime

/// Real Fourier transforms of a run of frames, both channels at once, forward and back, by FFTW.
///
/// Left and right go through one complex transform as its real and imaginary part, and come apart by
/// symmetry: frames are complex numbers as they lie in memory, and FFTW is at its best with those. A
/// channel that is silent stays so: what rounding would leave of the other in it is taken away. Not
/// scaled: there and back multiplies by the length. Planned by FFTW's estimate: the same bits every run.
@safe
public struct FrameTransform: ~Copyable {
  /// The number of frames.
  let count: Int
  /// Bins of a channel, in groups of eight; what is beyond Nyquist is 0.
  let groupCount: Int
  /// The frames before and after.
  let frames: FrameBuffer

  /// Left plus the imaginary unit times right.
  ///
  /// In place FFTW would need four times as long.
  private let bins: FrameBuffer
  @usableFromInline let forwardPlan: OpaquePointer
  @usableFromInline let inversePlan: OpaquePointer

  /// Plans transforms of `count` frames, a power of two from 8 up.
  init(count: Int) {
    precondition(count >= 8 && count & (count - 1) == 0, "a power of two from 8 up")
    self.count = count
    groupCount = (count / 2 + 8) / 8
    frames = FrameBuffer(count: count)
    bins = FrameBuffer(count: count)
    plannerIsThreadSafe
    let sound = unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(
      to: fftwf_complex.self)
    let spectrum = unsafe UnsafeMutableRawPointer(bins.base).assumingMemoryBound(
      to: fftwf_complex.self)
    guard
      let forward = unsafe fftwf_plan_dft_1d(
        Int32(count), sound, spectrum, FFTW_FORWARD, plannerFlags),
      let inverse = unsafe fftwf_plan_dft_1d(
        Int32(count), spectrum, sound, FFTW_BACKWARD, plannerFlags)
    else { preconditionFailure("FFTW plans a transform of any length") }
    unsafe forwardPlan = forward
    unsafe inversePlan = inverse
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe destroyFourierPlan(forwardPlan)
    unsafe destroyFourierPlan(inversePlan)
  }

  /// The frames a row of bins takes: see `forward`.
  var rowFrames: Int { 2 * groupCount * 8 }

  /// Transforms `frames` into a row of `rows` at frame `start`.
  ///
  /// A row holds the left channel's groups of eight bins, then the right one's: eight real parts, then
  /// eight imaginary ones, as vectors multiply them.
  @_noLocks
  func forward(into rows: borrowing FrameBuffer, at start: Int) {
    unsafe execute(forwardPlan, from: frames, to: bins)
    var sound = SIMD2<UInt32>.zero
    for i in 0..<count { sound |= Self.magnitudeBits(frames[i]) }
    let keep = SIMD2<Float>(sound.x == 0 ? 0 : 0.5, sound.y == 0 ? 0 : 0.5)
    let row = unsafe UnsafeMutableRawPointer(rows.base + start).assumingMemoryBound(to: Float.self)
    let right = groupCount * 16
    for bin in 0...(count / 2) {
      let a = bins[bin]
      let b = bins[(count - bin) & (count - 1)]
      let place = (bin >> 3) << 4 + bin & 7
      unsafe row[place] = keep.x * (a.x + b.x)
      unsafe row[place + 8] = keep.x * (a.y - b.y)
      unsafe row[right + place] = keep.y * (a.y + b.y)
      unsafe row[right + place + 8] = keep.y * (b.x - a.x)
    }
  }

  /// Transforms a row of bins back into `frames`.
  @_noLocks
  func inverse(from rows: borrowing FrameBuffer, at start: Int) {
    let row = unsafe UnsafeMutableRawPointer(rows.base + start).assumingMemoryBound(to: Float.self)
    let right = groupCount * 16
    var sound = SIMD2<UInt32>.zero
    for bin in 0...(count / 2) {
      let place = (bin >> 3) << 4 + bin & 7
      let left = unsafe Frame(row[place], row[place + 8])
      let right = unsafe Frame(row[right + place], row[right + place + 8])
      let (x, y) = (Self.magnitudeBits(left), Self.magnitudeBits(right))
      sound |= SIMD2(x.x | x.y, y.x | y.y)
      // The second half is what the first is for the conjugates; bin 0 and Nyquist are real.
      bins[(count - bin) & (count - 1)] = Frame(left.x + right.y, right.x - left.y)
      bins[bin] = Frame(left.x - right.y, left.y + right.x)
    }
    unsafe execute(inversePlan, from: bins, to: frames)
    guard sound.x == 0 || sound.y == 0 else { return }
    let keep = Frame(sound.x == 0 ? 0 : 1, sound.y == 0 ? 0 : 1)
    for i in 0..<count { frames[i] *= keep }
  }

  /// The bits of both numbers but for their signs: 0 where a number is 0.
  @_noLocks @inline(__always)
  private static func magnitudeBits(_ frame: Frame) -> SIMD2<UInt32> {
    SIMD2(frame.x.bitPattern & 0x7FFF_FFFF, frame.y.bitPattern & 0x7FFF_FFFF)
  }

  @_noLocks
  private func execute(
    _ plan: OpaquePointer, from source: borrowing FrameBuffer, to target: borrowing FrameBuffer
  ) {
    let input = unsafe UnsafeMutableRawPointer(source.base).assumingMemoryBound(
      to: fftwf_complex.self)
    let output = unsafe UnsafeMutableRawPointer(target.base).assumingMemoryBound(
      to: fftwf_complex.self)
    unsafe fftwf_execute_dft(plan, input, output)
  }
}
