import CFFTW
import CRealtime

/// A complex Fourier transform by FFTW, in its own memory; forward and not scaled.
///
/// Not in place: there FFTW would move every number once more, which takes longer than the transform.
/// Planned by FFTW's estimate, which depends on the length alone: the same bits every run.
@safe
public struct FourierPlan: ~Copyable {
  /// The numbers before, which are left as they are.
  let input: FrameBuffer
  /// The numbers after.
  let output: FrameBuffer

  @usableFromInline let plan: OpaquePointer

  /// Plans a transform of `count` numbers.
  init(count: Int) {
    let input = FrameBuffer(count: count)
    let output = FrameBuffer(count: count)
    plannerIsThreadSafe
    guard
      let plan = unsafe fftwf_plan_dft_1d(
        Int32(count), Self.numbers(input), Self.numbers(output), FFTW_FORWARD, plannerFlags)
    else { preconditionFailure("FFTW plans a transform of any length") }
    unsafe self.plan = plan
    self.input = input
    self.output = output
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe destroyFourierPlan(plan)
  }

  /// Transforms `input` into `output`.
  @_noLocks
  func execute() {
    unsafe fftwf_execute_dft(plan, Self.numbers(input), Self.numbers(output))
  }

  @_noLocks
  private static func numbers(
    _ frames: borrowing FrameBuffer
  ) -> UnsafeMutablePointer<fftwf_complex> {
    unsafe UnsafeMutableRawPointer(frames.base).assumingMemoryBound(to: fftwf_complex.self)
  }
}

/// Frees what FFTW keeps of a plan.
@usableFromInline
func destroyFourierPlan(_ plan: OpaquePointer) {
  unsafe fftwf_destroy_plan(plan)
}

/// Makes FFTW's planner safe for the whole process: another plugin in the host may plan too.
let plannerIsThreadSafe: Void = fftwf_make_planner_thread_safe()

/// How transforms are planned: by estimate, the same every run, and without plans that buffer, for FFTW
/// allocates the buffer each time such a plan is executed.
///
/// `FFTW_NO_BUFFERING`, bit 11, is one of the flags that FFTW's header has and its manual has not.
var plannerFlags: UInt32 { FFTW_ESTIMATE | 1 << 11 }
