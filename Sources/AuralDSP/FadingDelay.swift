import CRealtime

/// Delays a signal by whole frames; when the delay changes, the old one and the new are cross-faded.
public struct FadingDelay: ~Copyable {
  /// The last piece, delayed.
  public let output = FrameBuffer(count: Glide.quantumFrames)

  /// The delay that is heard, or that a fade leads to, in frames.
  public private(set) var delayFrames: Int

  private var earlierFrames: Int
  private var input: SlidingFrames
  private let fadeFrames: Int
  private var fadePosition: Int

  /// Creates a delay of `delayFrames`, at most `longestFrames`, that changes within `fadeFrames`.
  public init(delayFrames: Int, longestFrames: Int, fadeFrames: Int) {
    self.delayFrames = delayFrames
    earlierFrames = delayFrames
    self.fadeFrames = fadeFrames
    fadePosition = fadeFrames
    input = SlidingFrames(history: longestFrames, pieceFrames: Glide.quantumFrames)
  }

  /// Whether a change is under way; another one waits for its end.
  public var isFading: Bool {
    @_noLocks get { fadePosition < fadeFrames }
  }

  /// Forgets the sound, and takes a delay at once.
  @_noLocks
  public mutating func reset(delayFrames: Int) {
    input.reset()
    self.delayFrames = delayFrames
    fadePosition = fadeFrames
  }

  /// Sets out for another delay; to be called between two changes only.
  @_noLocks
  public mutating func head(for delayFrames: Int) {
    guard delayFrames != self.delayFrames else { return }
    earlierFrames = self.delayFrames
    self.delayFrames = delayFrames
    fadePosition = 0
  }

  /// Hears a piece of at most a quantum and leaves what is due in `output`.
  @_noLocks
  public mutating func process(_ piece: inout MutableSpan<Frame>) {
    let start = input.append(&piece, 0..<piece.count)
    let count = piece.count
    unsafe move_frames(output.base, input.frames.base + (start - delayFrames), count)
    guard fadePosition < fadeFrames else { return }
    for i in 0..<min(count, fadeFrames - fadePosition) {
      let t = Float(fadePosition + i) / Float(fadeFrames)
      let earlier = input.frames[start - earlierFrames + i]
      output[i] = earlier + (output[i] - earlier) * (t * t * (3 - 2 * t))
    }
    fadePosition += count
  }
}
