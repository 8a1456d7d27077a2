import AuralDSP

/// Widens the middle and the top of side: two shelves, the upper one on the lower one's shoulder.
///
/// The shelves are of minimum phase and work on side alone, so nothing they do reaches the mono
/// sum. What they may do together with the stages that follow is `WidthGuard`'s to say. At 0 % the
/// stage is out of the path.
struct StereoRealism {
  /// Where the lower and the upper shelf begin, in Hz: the original engine's band edges.
  private static let cornersHertz = DoubleFrame(500, 2_500)

  private var highpass: FirstOrderHighpass
  /// What is added of all above the lower corner, and of all above the upper one.
  private var middle: FrameGlide
  private var top: FrameGlide

  init(sampleRate: Double) {
    highpass = FirstOrderHighpass(cutoffHertz: Self.cornersHertz, sampleRate: sampleRate)
    middle = FrameGlide(sampleRate: sampleRate)
    top = FrameGlide(sampleRate: sampleRate)
  }

  /// Whether the stage touches the sound.
  var isInPath: Bool {
    @_noLocks get { !middle.isZero || !top.isZero }
  }

  /// Takes up the gains of side above 500 Hz and above 2.5 kHz, for the quantum that follows.
  @_noLocks
  mutating func update(amountPercent: Double, widthMid: Double, widthHigh: Double) {
    let share = amountPercent * 0.01
    middle.update(share * (widthMid - 1))
    top.update(share * (widthHigh - widthMid))
    if !isInPath { highpass.reset() }
  }

  /// Forgets the sound and jumps to the gains of the next `update`.
  @_noLocks
  mutating func reset() {
    highpass.reset()
    middle.reset()
    top.reset()
  }

  /// Works on side, the second lane of coded frames.
  @_noLocks
  mutating func process(_ block: inout MutableSpan<Frame>) {
    guard isInPath else { return }
    highpass.addToSide(of: &block, first: &middle, second: &top)
  }
}
