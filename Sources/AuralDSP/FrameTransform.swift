import CFFTW
import CRealtime

/// Real Fourier transforms of a run of frames, both channels at once, forward and back, by FFTW.
///
/// Not scaled: there and back multiplies by the length. Planned by FFTW's estimate: the same bits every run.
@safe
public struct FrameTransform: ~Copyable {
  /// The number of frames.
  let count: Int
  /// Bins of a channel, in groups of eight; what is beyond Nyquist is 0.
  let groupCount: Int
  /// The frames before and after; spoilt by `inverse`'s way through.
  let frames: FrameBuffer

  /// The bins of both channels as FFTW has them.
  private let bins: FrameBuffer
  @usableFromInline let forwardPlan: OpaquePointer
  @usableFromInline let inversePlan: OpaquePointer

  /// Plans transforms of `count` frames, an even number.
  init(count: Int) {
    self.count = count
    groupCount = (count / 2 + 8) / 8
    frames = FrameBuffer(count: count)
    bins = FrameBuffer(count: 2 * (count / 2 + 1))
    plannerIsThreadSafe
    let real = unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: Float.self)
    let complex = unsafe UnsafeMutableRawPointer(bins.base).assumingMemoryBound(
      to: fftwf_complex.self)
    var length = Int32(count)
    let distance = Int32(count / 2 + 1)
    // Left and right lie side by side in the frames, one after the other in the bins.
    guard
      let forward = unsafe fftwf_plan_many_dft_r2c(
        1, &length, 2, real, nil, 2, 1, complex, nil, 1, distance, plannerFlags),
      let inverse = unsafe fftwf_plan_many_dft_c2r(
        1, &length, 2, complex, nil, 1, distance, real, nil, 2, 1, plannerFlags)
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
    let real = unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: Float.self)
    let complex = unsafe UnsafeMutableRawPointer(bins.base).assumingMemoryBound(
      to: fftwf_complex.self)
    unsafe fftwf_execute_dft_r2c(forwardPlan, real, complex)
    let row = unsafe UnsafeMutableRawPointer(rows.base + start).assumingMemoryBound(to: Float.self)
    for channel in 0..<2 {
      let source = channel * (count / 2 + 1)
      let target = channel * groupCount * 16
      for bin in 0...(count / 2) {
        let value = bins[source + bin]
        let place = target + (bin >> 3) << 4 + bin & 7
        unsafe row[place] = value.x
        unsafe row[place + 8] = value.y
      }
    }
  }

  /// Transforms a row of bins back into `frames`.
  @_noLocks
  func inverse(from rows: borrowing FrameBuffer, at start: Int) {
    let row = unsafe UnsafeMutableRawPointer(rows.base + start).assumingMemoryBound(to: Float.self)
    for channel in 0..<2 {
      let target = channel * (count / 2 + 1)
      let source = channel * groupCount * 16
      for bin in 0...(count / 2) {
        let place = source + (bin >> 3) << 4 + bin & 7
        bins[target + bin] = unsafe Frame(row[place], row[place + 8])
      }
    }
    let real = unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: Float.self)
    let complex = unsafe UnsafeMutableRawPointer(bins.base).assumingMemoryBound(
      to: fftwf_complex.self)
    unsafe fftwf_execute_dft_c2r(inversePlan, complex, real)
  }
}
