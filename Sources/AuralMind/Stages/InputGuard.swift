import AuralDSP
import CRealtime

/// Lets nothing into the chain that a filter could not forget.
///
/// Whatever is a normal number inside +120 dBFS, or 0, passes to the last bit.
struct InputGuard {
  /// Louder than any converter, and far from where sums of squares overflow: +120 dBFS.
  private static let highest: Float = 1e6

  /// Louder than any mix: +40 dBFS.
  ///
  /// What is beyond is a fault, and no stage should have to recover from more of it: a 20 Hz high-pass needs 50 ms for each 40 dB.
  private static let highestProgramme: Float = 100

  /// Replaces what is not finite, and subnormals, by silence, and holds the rest inside +120 dBFS.
  @_noLocks
  func process(_ block: inout MutableSpan<Frame>) {
    let count = block.count
    guard count > 0 else { return }
    unsafe let_in(firstFrame(of: &block), Self.highest, count)
  }

  /// Holds what goes on to the stages inside +40 dBFS; bypass hears the input as it is.
  @_noLocks
  func holdProgramme(_ block: inout MutableSpan<Frame>) {
    let count = block.count
    guard count > 0 else { return }
    unsafe hold_inside(firstFrame(of: &block), Self.highestProgramme, count)
  }
}
