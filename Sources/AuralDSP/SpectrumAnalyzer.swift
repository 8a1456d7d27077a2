import CRealtime

/// The power spectrum of mid and side, in bands of 1/24 octave, frame after frame of about a third of
/// a second.
///
/// P. D. Welch, "The use of fast Fourier transform for the estimation of power spectra", IEEE Trans.
/// Audio Electroacoust. 15, 1967: Hann windows that overlap by half. M + jS goes through one complex
/// transform, and the two come apart by symmetry. The work on a frame is spread over the quanta of 64
/// frames that follow it, counted from the first frame heard: no quantum waits for a whole transform,
/// and the result is the same for any split into blocks.
public struct SpectrumAnalyzer: ~Copyable {
  /// The stretch of time between two steps of the work, in frames.
  private static let quantumFrames = 64
  /// How much of a window is applied at once, in frames: about as long as a step of the transform.
  private static let windowStepFrames = 512
  /// What is beyond is no sound: 120 dB over full scale.
  private static let highestSample: Float = 1e6

  private let frameLength: Int
  private let hopFrames: Int
  private let bandCount: Int
  private let transform: SlicedTransform
  /// The rising half of the window, both lanes alike; the falling one is what is left of 1.
  private let window: FrameBuffer
  /// The last frames heard, as mid and side.
  private let past: FrameBuffer
  /// By band, the lower edge in bins (`x`), of which bin k covers k to k + 1, and the K-weighting of
  /// its power (`y`); at the end the upper edge of the last.
  private let bands: FrameBuffer
  /// By band, the mean product of mid and side, in `x`.
  private let products: FrameBuffer

  private var position = 0
  /// The steps done of the frame under way; nil while there is none.
  private var completedSteps: Int?
  private var frameStart = 0
  private var pending: BandSpectrum
  private var pendingPower = 0.0

  /// The number of analysis frames that are done.
  public private(set) var completedFrames = 0

  /// The powers in the last frame that is done.
  public private(set) var spectrum: BandSpectrum

  /// The K-weighted power of the last frame that is done, summed over left and right as in BS.1770.
  public private(set) var weightedPower: Double = 0

  /// Creates an analyser for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    // 0.34 s resolve 3 Hz and are 16384 frames at 44.1 and 48 kHz; the nearest power of two elsewhere.
    var length = 1_024
    while Double(length) * 1.4142 < 0.34 * sampleRate { length *= 2 }
    frameLength = length
    hopFrames = length / 2
    transform = SlicedTransform(count: length)
    window = FrameBuffer(count: hopFrames)
    for i in 0..<hopFrames {
      let root = sin(.pi * Double(i) / Double(length))
      window[i] = Frame(repeating: Float(root * root))
    }
    past = FrameBuffer(count: 2 * length)
    bandCount = OctaveBands.count(sampleRate: sampleRate)
    bands = FrameBuffer(count: bandCount + 1)
    let weighting = KWeighting(sampleRate: sampleRate)
    let halfBand = exp(log(2) / Double(2 * OctaveBands.perOctave))
    for i in 0...bandCount {
      let centre = OctaveBands.centreHertz(i)
      let edge = min(centre / halfBand, sampleRate / 2) / sampleRate * Double(length) + 0.5
      let gain = weighting.powerGain(hertz: min(centre, sampleRate / 2))
      bands[i] = Frame(Float(edge), Float(gain))
    }
    products = FrameBuffer(count: bandCount)
    pending = BandSpectrum(count: bandCount)
    spectrum = pending
  }

  /// How far one frame of analysis is from the next, in frames of sound.
  public var framesPerSpectrum: Int { hopFrames }

  /// The mean product of mid and side in a band of the last frame that is done.
  ///
  /// By twice this the power of left is above the sum of the powers of mid and side, and that of right
  /// below. To be read before the next frame is worked on: within a quarter of a window.
  @_noLocks
  public func covariance(_ band: Int) -> Float {
    band >= 0 && band < bandCount ? products[band].x : 0
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    past.clear()
    position = 0
    completedSteps = nil
    completedFrames = 0
    spectrum = BandSpectrum(count: bandCount)
    weightedPower = 0
  }

  /// Counts from here on; nothing but silence may have been heard since the start or `reset`.
  @_noLocks
  public mutating func rewind() {
    position = 0
    completedSteps = nil
    completedFrames = 0
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    var start = 0
    while start < block.count {
      let quantum = Self.quantumFrames
      let end = min(block.count, start + quantum - position % quantum)
      // The ring holds whole quanta: none of them goes over its end.
      let place = position & (past.count - 1)
      keep(&block, start..<end, at: place)
      position += end - start
      start = end
      if position % quantum == 0 { work() }
    }
  }

  /// Does what is still owed on the last frame of analysis, where no more sound comes.
  public mutating func finish() {
    advance(to: stepCount)
  }

  private var windowSteps: Int {
    @_noLocks get { max(1, frameLength / Self.windowStepFrames) }
  }

  private var stepCount: Int {
    @_noLocks get { windowSteps + transform.stepCount + bandCount }
  }

  /// Keeps frames as mid and side from `place` on; what is no sound as silence.
  ///
  /// The analyser stays as it is; it is `mutating` for the compiler copies so large a value where it is lent.
  @_noLocks
  private mutating func keep(
    _ block: inout MutableSpan<Frame>, _ range: Range<Int>, at place: Int
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
    let first = unsafe firstFrame(of: &block) + range.lowerBound
    unsafe code_sound(past.base + place, first, Self.highestSample, range.count)
  }

  /// Does the share of the work that a quantum brings.
  @_noLocks
  private mutating func work() {
    let hopPosition = position % hopFrames
    advance(to: stepCount * (hopPosition == 0 ? hopFrames : hopPosition) / hopFrames)
    if hopPosition == 0 && position >= frameLength {
      completedSteps = 0
      frameStart = position - frameLength
    }
  }

  @_noLocks
  private mutating func advance(to goal: Int) {
    guard var step = completedSteps else { return }
    while step < goal {
      perform(step)
      step += 1
    }
    completedSteps = step
    guard step == stepCount else { return }
    completedSteps = nil
    spectrum = pending
    weightedPower = pendingPower
    completedFrames += 1
  }

  @_noLocks
  private mutating func perform(_ step: Int) {
    let transformStep = step - windowSteps
    let band = transformStep - transform.stepCount
    if transformStep < 0 {
      applyWindow(step)
    } else if band < 0 {
      transform.step(transformStep)
    } else {
      sumBand(band)
    }
  }

  @_noLocks
  private func applyWindow(_ step: Int) {
    let start = step * frameLength / windowSteps
    let falls = start >= hopFrames
    // The two halves of Hann's window add up to 1, and neither the ring nor a half ends within a step.
    let source = (frameStart + start) & (past.count - 1)
    let rise = falls ? start - hopFrames : start
    unsafe apply_window(
      transform.input.base + start, past.base + source, window.base + rise, falls ? 1 : 0,
      frameLength / windowSteps)
  }

  /// Integrates the spectral density, taken as constant over a bin, from edge to edge of a band.
  @_noLocks
  private mutating func sumBand(_ index: Int) {
    if index == 0 { pendingPower = 0 }
    let low = bands[index].x
    let high = bands[index + 1].x
    let first = Int(low)
    let last = Int(high)
    var powers = bin_powers()
    add(first, times: min(Float(first + 1), high) - low, to: &powers)
    let quads = max(0, last - first - 1) & ~3
    unsafe add_bin_powers(
      &powers, transform.output.base + first + 1, transform.output.base + frameLength - first - 1,
      quads)
    let single = first + 1 + quads
    for bin in single..<max(last, single) { add(bin, times: 1, to: &powers) }
    if last > first { add(last, times: high - Float(last), to: &powers) }
    // Σ|X|² is N·Σw² times the mean square, Σw² being 3N/8; a bin stands for its mirror image too, and
    // twice mid and twice side have four times their power.
    let scale = 4 / (3 * Float(frameLength) * Float(frameLength))
    let power = powers.mid_side * scale
    pending[index] = power
    products[index] = Frame(powers.product * scale, 0)
    pendingPower += 2 * Double(power.x + power.y) * Double(bands[index].y)
  }

  /// Adds a share of the power of a bin in mid and side, four times over, and of their product.
  @_noLocks @inline(__always)
  private func add(_ bin: Int, times share: Float, to powers: inout bin_powers) {
    let a = transform.output[bin]
    let b = transform.output[(frameLength - bin) & (frameLength - 1)]
    // Twice mid and twice side: the transform of what is real is even, of what is imaginary odd.
    let mid = Frame(a.x + b.x, a.y - b.y)
    let side = Frame(a.y + b.y, b.x - a.x)
    powers.mid_side += Frame((mid * mid).sum(), (side * side).sum()) * share
    powers.product += (mid * side).sum() * share
  }
}
