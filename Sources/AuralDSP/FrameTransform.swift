import CFFTW
import CRealtime

/// Real Fourier transforms of a run of frames, both channels one after the other, forward and back, by FFTW.
///
/// Not scaled: there and back multiplies by the length. Planned by FFTW's estimate: the same bits every run.
/// FFTW is quickest where a channel's numbers lie side by side.
@safe
public struct FrameTransform: ~Copyable {
  /// The number of frames.
  let count: Int
  /// Bins of a channel, in groups of eight; what is beyond Nyquist is 0.
  let groupCount: Int

  /// The left channel's numbers, then the right one's.
  private let channels: FrameBuffer
  /// A channel's bins as FFTW has them.
  ///
  /// What is beyond Nyquist FFTW leaves alone: it is 0 and stays so.
  private let bins: FrameBuffer
  @usableFromInline let forwardPlan: OpaquePointer
  @usableFromInline let inversePlan: OpaquePointer

  /// Plans transforms of `count` frames, a multiple of four.
  init(count: Int) {
    precondition(count > 0 && count % 4 == 0, "channels that lie alike in memory")
    self.count = count
    groupCount = (count / 2 + 8) / 8
    channels = FrameBuffer(count: count)
    bins = FrameBuffer(count: 8 * groupCount)
    plannerIsThreadSafe
    let real = unsafe Self.channel(0, of: channels)
    let complex = unsafe Self.complex(bins)
    guard
      let forward = unsafe fftwf_plan_dft_r2c_1d(Int32(count), real, complex, plannerFlags),
      let inverse = unsafe fftwf_plan_dft_c2r_1d(Int32(count), complex, real, plannerFlags)
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

  /// Transforms the frames of `input` from `first` on into a row of `rows` at frame `start`.
  ///
  /// A row holds the left channel's groups of eight bins, then the right one's: eight real parts, then
  /// eight imaginary ones, as vectors multiply them.
  @_noLocks
  func forward(
    _ input: borrowing FrameBuffer, from first: Int, into rows: borrowing FrameBuffer,
    at start: Int
  ) {
    unsafe deinterleave(
      input.base + first, into: Self.channel(0, of: channels), Self.channel(1, of: channels),
      length: count)
    for channel in 0..<2 {
      unsafe fftwf_execute_dft_r2c(
        forwardPlan, Self.channel(channel, of: channels), Self.complex(bins))
      unsafe group_bins(rows.base + start + channel * rowFrames / 2, bins.base, groupCount)
    }
  }

  /// Transforms a row of bins back, and leaves the second half of the frames in `output` at `place`.
  @_noLocks
  func inverseEnd(
    from rows: borrowing FrameBuffer, at start: Int, into output: borrowing FrameBuffer,
    at place: Int
  ) {
    for channel in 0..<2 {
      unsafe ungroup_bins(bins.base, rows.base + start + channel * rowFrames / 2, groupCount)
      unsafe fftwf_execute_dft_c2r(
        inversePlan, Self.complex(bins), Self.channel(channel, of: channels))
    }
    let half = count / 2
    unsafe interleave(
      Self.channel(0, of: channels) + half, Self.channel(1, of: channels) + half,
      into: output.base + place, length: half)
  }

  @_noLocks
  private static func channel(
    _ index: Int, of channels: borrowing FrameBuffer
  ) -> UnsafeMutablePointer<Float> {
    unsafe UnsafeMutableRawPointer(channels.base + index * channels.count / 2)
      .assumingMemoryBound(to: Float.self)
  }

  @_noLocks
  private static func complex(
    _ bins: borrowing FrameBuffer
  ) -> UnsafeMutablePointer<fftwf_complex> {
    unsafe UnsafeMutableRawPointer(bins.base).assumingMemoryBound(to: fftwf_complex.self)
  }
}
