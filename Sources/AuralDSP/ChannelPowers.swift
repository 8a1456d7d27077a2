import CRealtime

/// The summed squares of left and right, and their summed products.
public struct ChannelPowers {
  private var sums = channel_powers()

  /// Nothing heard.
  @_noLocks
  public init() {}

  /// The sum of the squares of each channel.
  public var squares: DoubleFrame {
    @_noLocks get { sums.squares }
  }

  /// The sum of left times right.
  public var product: Double {
    @_noLocks get { sums.products.x }
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func add(_ block: inout MutableSpan<Frame>) {
    guard block.count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    unsafe add_channel_powers(&sums, frames, block.count)
  }
}
