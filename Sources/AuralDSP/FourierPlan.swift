import CFFTW
import CRealtime

/// A complex Fourier transform by FFTW, in place in its own memory; forward and not scaled.
///
/// Planned by FFTW's estimate, which depends on the length alone: the same bits every run.
@safe
public struct FourierPlan: ~Copyable {
  /// The numbers, before and after.
  let work: FrameBuffer

  @usableFromInline let plan: OpaquePointer

  /// Plans a transform of `count` numbers.
  init(count: Int) {
    work = FrameBuffer(count: count)
    plannerIsThreadSafe
    let numbers = unsafe UnsafeMutableRawPointer(work.base).assumingMemoryBound(
      to: fftwf_complex.self)
    guard
      let plan = unsafe fftwf_plan_dft_1d(
        Int32(count), numbers, numbers, FFTW_FORWARD, plannerFlags)
    else { preconditionFailure("FFTW plans a transform of any length") }
    unsafe self.plan = plan
  }

  // Inlinable: Embedded Swift ends a value only where it can see how.
  @inlinable deinit {
    unsafe destroyFourierPlan(plan)
  }

  /// Transforms `work`.
  @_noLocks
  func execute() {
    let numbers = unsafe UnsafeMutableRawPointer(work.base).assumingMemoryBound(
      to: fftwf_complex.self)
    unsafe fftwf_execute_dft(plan, numbers, numbers)
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
