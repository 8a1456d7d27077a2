/// A power spectrum of mid (`x`) and side (`y`) on the scale of `OctaveBands`.
///
/// The power of a band is the mean square of what lies in it, M being (L + R)/2 and S (L - R)/2: a
/// full-scale sine in both channels has ½ in mid. Bands from `count` on are empty.
public struct BandSpectrum: Sendable {
  /// The bands that were measured.
  public private(set) var count: Int
  private var powers = InlineArray<342, Frame>(repeating: .zero)

  /// Creates a spectrum of `count` silent bands, at most `OctaveBands.capacity`.
  @_noLocks
  public init(count: Int = 0) {
    self.count = min(max(count, 0), OctaveBands.capacity)
  }

  /// The powers of mid and side in band `index`, from 0 to `count` - 1; silence beyond.
  public subscript(index: Int) -> Frame {
    @_noLocks get { index >= 0 && index < count ? powers[index] : .zero }
    @_noLocks set { if index >= 0 && index < count { powers[index] = newValue } }
  }

  /// Copies every band, measured or not, to the front of `frames`.
  ///
  /// One reading of the whole: a reading through the subscript may copy all bands each time.
  @_noLocks
  public func copy(to frames: borrowing FrameBuffer) {
    assert(frames.count >= OctaveBands.capacity)
    let base = unsafe frames.base
    unsafe withUnsafePointer(to: powers) { powers in
      let bands = unsafe UnsafeRawPointer(powers).assumingMemoryBound(to: Frame.self)
      for i in 0..<OctaveBands.capacity { unsafe base[i] = bands[i] }
    }
  }

  /// Moves running means, one a band from `start` on, towards the powers by `share` of the distance.
  ///
  /// One reading of the whole: a reading through the subscript may copy all bands each time.
  @_noLocks
  func pull(_ means: borrowing FrameBuffer, from start: Int, share: Float) {
    assert(start >= 0 && start + OctaveBands.capacity <= means.count)
    let means = unsafe means.base + start
    unsafe withUnsafePointer(to: powers) { powers in
      let frames = unsafe UnsafeRawPointer(powers).assumingMemoryBound(to: Frame.self)
      // Bands that were not measured are silent.
      for i in 0..<OctaveBands.capacity { unsafe means[i] += (frames[i] - means[i]) * share }
    }
  }
}
