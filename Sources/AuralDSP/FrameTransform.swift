import CFFTW
import CRealtime

/// Real Fourier transforms of a run of frames, both channels at once, forward and back, by FFTW.
///
/// A frame is a complex number, left its real and right its imaginary part: one complex transform does for
/// two real ones, whose bins are its even and odd parts (Brigham, "The Fast Fourier Transform and Its
/// Applications", 1988, §9.3). Not scaled: there and back multiplies by the length. Planned by FFTW's
/// estimate: the same bits every run.
@safe
public struct FrameTransform: ~Copyable {
  /// The number of frames.
  let count: Int
  /// Bins of a channel, in groups of eight; what is beyond Nyquist means nothing.
  let groupCount: Int
  /// The frames before and after.
  let frames: FrameBuffer

  /// The bins of both channels in one, and the first again behind the last.
  private let bins: FrameBuffer
  @usableFromInline let forwardPlan: OpaquePointer
  @usableFromInline let inversePlan: OpaquePointer

  /// Plans transforms of `count` frames, a multiple of sixteen.
  init(count: Int) {
    precondition(count > 0 && count % 16 == 0, "whole groups of bins up to Nyquist")
    self.count = count
    groupCount = count / 16 + 1
    frames = FrameBuffer(count: count)
    bins = FrameBuffer(count: count + 8)
    plannerIsThreadSafe
    let time = unsafe Self.numbers(frames)
    let frequency = unsafe Self.numbers(bins)
    guard
      let forward = unsafe fftwf_plan_dft_1d(
        Int32(count), time, frequency, FFTW_FORWARD, plannerFlags),
      let inverse = unsafe fftwf_plan_dft_1d(
        Int32(count), frequency, time, FFTW_BACKWARD, plannerFlags)
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
  /// eight imaginary ones, as vectors multiply them. A silent channel has bins of 0.
  @_noLocks
  func forward(into rows: borrowing FrameBuffer, at start: Int) {
    unsafe fftwf_execute_dft(forwardPlan, Self.numbers(frames), Self.numbers(bins))
    unsafe part_channels(rows.base + start, bins.base, count)
    // What rounding leaves of one channel in the other would be heard where there was nothing.
    let silent = unsafe silent_channels(frames.base, count)
    if silent & Int32(left_is_silent) != 0 { clear(rows, from: start) }
    if silent & Int32(right_is_silent) != 0 { clear(rows, from: start + rowFrames / 2) }
  }

  @_noLocks
  private func clear(_ rows: borrowing FrameBuffer, from start: Int) {
    for i in stride(from: 0, to: rowFrames / 2, by: 4) { rows.setQuad(.zero, at: start + i) }
  }

  /// Transforms a row of bins back into `frames`; a channel whose bins are 0 is silent.
  @_noLocks
  func inverse(from rows: borrowing FrameBuffer, at start: Int) {
    unsafe join_channels(bins.base, rows.base + start, count)
    unsafe fftwf_execute_dft(inversePlan, Self.numbers(bins), Self.numbers(frames))
    let left = unsafe silent_channels(rows.base + start, rowFrames / 2)
    let right = unsafe silent_channels(rows.base + (start + rowFrames / 2), rowFrames / 2)
    let both = Int32(left_is_silent | right_is_silent)
    guard left == both || right == both else { return }
    let kept = Frame(left == both ? 0 : 1, right == both ? 0 : 1)
    for i in 0..<count { frames[i] *= kept }
  }

  @_noLocks
  private static func numbers(
    _ frames: borrowing FrameBuffer
  ) -> UnsafeMutablePointer<fftwf_complex> {
    unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: fftwf_complex.self)
  }
}
