import CFFTW
import CRealtime

/// Four complex Fourier transforms at a time, forward and not scaled, by FFTW.
///
/// They leave their numbers side by side, number by number: four of them fill a vector, and a matrix is
/// read and written a line of the cache at a time.
@safe
public struct FourierQuad: ~Copyable {
  /// How many transforms are done at once.
  static let width = 4

  /// The numbers: number `i` of transform `k` at `4 i + k`.
  let work: FrameBuffer

  @usableFromInline let plan: OpaquePointer

  /// Plans four transforms of `count` numbers, in place in `work`.
  init(count: Int) {
    let work = FrameBuffer(count: Self.width * count)
    let numbers = unsafe Self.numbers(work)
    unsafe plan = Self.plan(count, from: numbers, stride: Self.width, distance: 1, to: numbers)
    self.work = work
  }

  /// Plans four transforms of rows of `count` numbers that lie one after the other, as in `source`.
  init(rowsOf count: Int, source: borrowing FrameBuffer) {
    work = FrameBuffer(count: Self.width * count)
    unsafe plan = Self.plan(
      count, from: Self.numbers(source), stride: 1, distance: count, to: Self.numbers(work))
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe destroyFourierPlan(plan)
  }

  /// Transforms `work`.
  @_noLocks
  func execute() {
    let numbers = unsafe Self.numbers(work)
    unsafe fftwf_execute_dft(plan, numbers, numbers)
  }

  /// Transforms the four rows of `source` that begin at frame `start`, into `work`.
  @_noLocks
  func execute(_ source: borrowing FrameBuffer, at start: Int) {
    unsafe fftwf_execute_dft(plan, Self.numbers(source) + start, Self.numbers(work))
  }

  private static func plan(
    _ count: Int, from source: UnsafeMutablePointer<fftwf_complex>, stride: Int, distance: Int,
    to target: UnsafeMutablePointer<fftwf_complex>
  ) -> OpaquePointer {
    plannerIsThreadSafe
    var length = Int32(count)
    let four = Int32(width)
    guard
      let plan = unsafe fftwf_plan_many_dft(
        1, &length, four, source, nil, Int32(stride), Int32(distance), target, nil, four, 1,
        FFTW_FORWARD, plannerFlags)
    else { preconditionFailure("FFTW plans a transform of any length") }
    return unsafe plan
  }

  @_noLocks
  private static func numbers(
    _ frames: borrowing FrameBuffer
  ) -> UnsafeMutablePointer<fftwf_complex> {
    unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: fftwf_complex.self)
  }
}
