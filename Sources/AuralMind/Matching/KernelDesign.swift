import AuralDSP
import CRealtime

/// Turns a curve of gains into the taps of a filter with the phase that is asked for, in short steps.
///
/// Frequency sampling (Oppenheim & Schafer, "Discrete-Time Signal Processing", 3rd ed., §7.5): the curve is
/// laid on a grid four times as fine as the filter resolves, transformed, and cut by a window that is flat but for its ends (Tukey's). Minimum phase
/// comes by way of the real cepstrum (same, §13.5). Mid and side share one complex transform, mid as the
/// real part of whatever is real.
struct KernelDesign: ~Copyable {
  /// The number of taps at 48 kHz; other rates have as many as last as long.
  private static let tapsAt48Kilohertz = 4_095.0

  /// How far the middle of a mixed-phase filter lies behind its start, in seconds.
  ///
  /// It is linear from 200 Hz on, where 20 ms are four periods.
  private static let mixedSeconds = 0.020

  /// Mixed phase is minimum below the first frequency and linear above the second, in Hz.
  private static let minimumBelowHertz = 140.0
  private static let linearAboveHertz = 280.0

  /// The share of the window, from its middle on, that is flat.
  ///
  /// Resolution in the bass is worth more than low side lobes, for a smoothed curve has little at the ends.
  private static let flatShare = 0.85

  /// The numbers that are dealt with in a step that is not a transform's.
  private static let stepNumbers = 64

  /// The number of taps, odd.
  let tapCount: Int

  private let sampleRate: Double
  private let transform: SlicedTransform
  /// The bands' position of each bin, and how far it is linear phase where phase is mixed.
  private let grid: FrameBuffer
  /// The logarithms of the gains that are made linear phase.
  private let linearLogs: FrameBuffer
  private let bandCount: Int
  private var phase = PhaseMode.linear
  private var delayFrames = 0
  private var task = Task.prepare
  private var index = 0
  /// The loudness of the mix without the filter and with it, as powers.
  private var loudness = DoubleFrame(1, 1)

  /// What a design does, in order; the logarithms' way to minimum phase is spared where phase is linear.
  private enum Task {
    case layOutLogs, transformLogs, foldCepstrum, transformCepstrum
    case layOutResponse, transformResponse, cutTaps, layOutTaps, transformTaps, weigh, prepare
  }

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    tapCount = Self.tapCount(sampleRate: sampleRate)
    bandCount = OctaveBands.count(sampleRate: sampleRate)
    var length = 1_024
    while length < 4 * tapCount - 400 { length *= 2 }
    transform = SlicedTransform(count: length)
    grid = FrameBuffer(count: length / 2 + 1)
    linearLogs = FrameBuffer(count: length / 2 + 1)
    for bin in 0...(length / 2) {
      let hertz = max(Double(bin) * sampleRate / Double(length), 1)
      let linearShare = smoothStep(
        log(hertz / Self.minimumBelowHertz), from: 0,
        to: log(Self.linearAboveHertz / Self.minimumBelowHertz))
      grid[bin] = Frame(
        Float(max(OctaveBands.position(hertz: hertz), 0)), Float(linearShare))
    }
  }

  /// The number of taps at a rate.
  static func tapCount(sampleRate: Double) -> Int {
    2 * Int(tapsAt48Kilohertz * sampleRate / 48_000 / 2) + 1
  }

  /// The frames by which a filter of `phase` lags at a rate.
  static func delayFrames(phase: PhaseMode, sampleRate: Double) -> Int {
    switch phase {
    case .linear: tapCount(sampleRate: sampleRate) / 2
    case .mixed: Int(mixedSeconds * sampleRate)
    case .minimum: 0
    }
  }

  /// The number of calls of `step` a design takes.
  @_noLocks
  func stepCount(phase: PhaseMode, for convolver: borrowing PartitionedConvolver) -> Int {
    let halves = pieces(of: transform.count / 2 + 1)
    let response = halves + transform.stepCount
    let taps =
      2 * pieces(of: convolver.tapCount) + pieces(of: transform.count) + transform.stepCount
      + pieces(of: bandCount) + convolver.preparationSteps
    if case .linear = phase { return halves + response + taps }
    return halves + response + taps + 2 * transform.stepCount + pieces(of: transform.count)
  }

  @_noLocks
  private func pieces(of numbers: Int) -> Int {
    (numbers + Self.stepNumbers - 1) / Self.stepNumbers
  }

  /// Begins a design of a filter that lags by `delayFrames`, no less than its phase makes it.
  @_noLocks
  mutating func begin(phase: PhaseMode, delayFrames: Int) {
    self.phase = phase
    self.delayFrames = delayFrames
    task = .layOutLogs
    index = 0
    loudness = .zero
  }

  /// Does one step towards the kernel of a curve; true after the last.
  ///
  /// The curve stays as it is. It is `inout` for the compiler copies so large a value where it is lent: 11 KB for
  /// every step.
  @_noLocks
  mutating func step(
    _ curve: inout MatchCurve, into convolver: inout PartitionedConvolver
  ) -> Bool {
    let half = transform.count / 2
    switch task {
    case .layOutLogs:
      layOutLogs(bins(of: half + 1), gains: curve.gains)
      if case .linear = phase {
        go(on: pieces(of: half + 1), to: .layOutResponse)
      } else {
        go(on: pieces(of: half + 1), to: .transformLogs)
      }
    case .transformLogs:
      transform.step(index)
      go(on: transform.stepCount, to: .foldCepstrum)
    case .foldCepstrum:
      foldCepstrum(bins(of: transform.count))
      go(on: pieces(of: transform.count), to: .transformCepstrum)
    case .transformCepstrum:
      transform.step(index)
      go(on: transform.stepCount, to: .layOutResponse)
    case .layOutResponse:
      layOutResponse(bins(of: half + 1))
      go(on: pieces(of: half + 1), to: .transformResponse)
    case .transformResponse:
      transform.step(index)
      go(on: transform.stepCount, to: .cutTaps)
    case .cutTaps:
      cutTaps(bins(of: convolver.tapCount), of: convolver)
      go(on: pieces(of: convolver.tapCount), to: .layOutTaps)
    case .layOutTaps:
      layOutTaps(bins(of: transform.count), of: convolver)
      go(on: pieces(of: transform.count), to: .transformTaps)
    case .transformTaps:
      transform.step(index)
      go(on: transform.stepCount, to: .weigh)
    case .weigh:
      weigh(bins(of: bandCount), &curve)
      go(on: pieces(of: bandCount), to: .prepare)
    case .prepare:
      convolver.prepare(index, scale: Float(square_root(loudness.x / max(loudness.y, 1e-30))))
      index += 1
      return index == convolver.preparationSteps
    }
    return false
  }

  @_noLocks
  private mutating func go(on count: Int, to next: Task) {
    index += 1
    guard index == count else { return }
    index = 0
    task = next
  }

  /// The numbers of `count` that belong to the step under way.
  @_noLocks
  private func bins(of count: Int) -> Range<Int> {
    let start = index * Self.stepNumbers
    return start..<min(start + Self.stepNumbers, count)
  }

  /// Lays the logarithms of the gains on the bins: of those made minimum phase into the transform.
  @_noLocks
  private func layOutLogs(_ bins: Range<Int>, gains: borrowing FrameBuffer) {
    let napersInDecibel: Float = 0.11512925
    let last = bandCount - 1
    for bin in bins {
      let place = grid[bin]
      let band = min(Int(place.x), last)
      let share = min(place.x - Float(band), 1)
      let below = gains[band]
      let log = (below + (gains[min(band + 1, last)] - below) * share) * napersInDecibel
      let linear: Frame =
        switch phase {
        case .linear: log
        case .mixed: log * place.y
        case .minimum: .zero
        }
      linearLogs[bin] = linear
      transform.input[bin] = log - linear
      transform.input[(transform.count - bin) & (transform.count - 1)] = log - linear
    }
  }

  /// Makes the cepstrum causal.
  @_noLocks
  private func foldCepstrum(_ bins: Range<Int>) {
    let scale = 1 / Float(transform.count)
    let half = transform.count / 2
    for n in bins {
      let factor: Float = n == 0 || n == half ? 1 : n < half ? 2 : 0
      transform.input[n] = transform.output[n] * (factor * scale)
    }
  }

  /// Lays out the frequency response of mid and side.
  @_noLocks
  private func layOutResponse(_ bins: Range<Int>) {
    let mask = transform.count - 1
    for bin in bins {
      let linear = linearLogs[bin]
      var mid = Frame(Float(exp(Double(linear.x))), 0)
      var side = Frame(Float(exp(Double(linear.y))), 0)
      if phase != .linear {
        // Mid and side from their common transform, by the symmetry of what is real.
        let z = transform.output[bin]
        let w = transform.output[(transform.count - bin) & mask]
        mid = turned(mid, by: Frame(z.x + w.x, z.y - w.y) * 0.5)
        side = turned(side, by: Frame(z.y + w.y, w.x - z.x) * 0.5)
      }
      transform.input[bin] = Frame(mid.x - side.y, mid.y + side.x)
      transform.input[(transform.count - bin) & mask] = Frame(mid.x + side.y, side.x - mid.y)
    }
  }

  /// A real gain times the exponential of a complex logarithm.
  @_noLocks
  private func turned(_ gain: Frame, by log: Frame) -> Frame {
    let magnitude = Double(gain.x) * exp(Double(log.x))
    return Frame(Float(magnitude * cos(Double(log.y))), Float(magnitude * sin(Double(log.y))))
  }

  /// Cuts the impulse response to length and puts it where its delay belongs.
  @_noLocks
  private func cutTaps(_ taps: Range<Int>, of convolver: borrowing PartitionedConvolver) {
    let delay = Self.delayFrames(phase: phase, sampleRate: sampleRate)
    let start = delayFrames - delay
    let scale = 1 / Double(transform.count)
    for tap in taps {
      let n = tap - start - delay
      guard n >= -delay, n < tapCount - delay else {
        convolver.setTap(tap, to: .zero)
        continue
      }
      let t =
        n < 0 ? Double(-n) / Double(delay + 1) : Double(n) / Double(tapCount - delay)
      let taper = (t - Self.flatShare) / (1 - Self.flatShare)
      let window = taper < 0 ? 1 : 0.5 + 0.5 * cos(.pi * taper)
      // A forward transform in place of the one back: time runs the other way.
      let value = transform.output[(transform.count - n) & (transform.count - 1)]
      convolver.setTap(tap, to: value * Float(window * scale))
    }
  }

  /// Lays the taps out, to see what the filter really does.
  @_noLocks
  private func layOutTaps(_ numbers: Range<Int>, of convolver: borrowing PartitionedConvolver) {
    for i in numbers {
      transform.input[i] = i < convolver.tapCount ? convolver.tap(i) : .zero
    }
  }

  /// Weighs what some bands bring to the loudness of the mix, without the filter and with it.
  ///
  /// In the bass the filter resolves less than the curve has, which may cost a tenth of a decibel or more where
  /// the bass is all of the mix.
  @_noLocks
  private mutating func weigh(_ bands: Range<Int>, _ curve: inout MatchCurve) {
    let mask = transform.count - 1
    for band in bands {
      let powers = curve.loudnessPowers(band)
      let hertz = OctaveBands.centreHertz(band)
      let bin = Int(hertz / sampleRate * Double(transform.count) + 0.5)
      let z = transform.output[bin & mask]
      let w = transform.output[(transform.count - bin) & mask]
      let mid = Frame(z.x + w.x, z.y - w.y) * 0.5
      let side = Frame(z.y + w.y, w.x - z.x) * 0.5
      let gains = Frame((mid * mid).sum(), (side * side).sum())
      loudness.x += Double(powers.x) + Double(powers.y)
      loudness.y += Double(powers.x * gains.x) + Double(powers.y * gains.y)
    }
  }
}
