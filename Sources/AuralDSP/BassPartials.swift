import CRealtime

/// The partials below 180 Hz, and how each rises or falls.
///
/// The peaks of a spectrum of the last 0.2 s (R. McAulay & T. Quatieri, "Speech Analysis/Synthesis Based
/// on a Sinusoidal Representation", IEEE Trans. ASSP 34, 1986). A peak's frequency is how far its phase
/// has gone on since the last reading (J. Flanagan & R. Golden, "Phase Vocoder", Bell Syst. Tech. J. 45,
/// 1966), which is exact for a tone that no other is within 10 Hz of.
struct BassPartials: ~Copyable {
  /// A partial of mid.
  struct Partial {
    /// Its frequency in Hz.
    var hertz = 0.0
    /// Its level in dBFS: a sine of amplitude 1 reads 0.
    var decibels = -200.0
    /// How fast its level rises, in dB a second.
    var slope = 0.0
  }

  /// The length of the transform: the next power of two above the longest window.
  private static let length = 256
  /// The length of the window in seconds: the 55 Hz of a kick and the 65 Hz of a bass come apart.
  private static let windowSeconds = 0.2
  /// The lowest and the highest peak that is looked for, in Hz.
  private static let peaks = 26.0...180.0
  /// The bins that are kept, which reach beyond the highest peak.
  private static let bins = 56
  /// The readings over which a slope is taken: 60 ms.
  private static let slopeReadings = 3
  /// More peaks than these bins can have.
  private static let mostPartials = 28

  private let rate: Double
  private let hop: Int
  private let windowLength: Int
  private let firstBin: Int
  private let lastBin: Int
  private let plan: FourierPlan
  private let window: FrameBuffer
  /// By bin, how far a tone in its middle turns from one reading to the next: cosine and sine.
  private let turns = DoubleFrameBuffer(count: Self.bins)
  /// The last samples twice, so that any stretch of them lies in one piece.
  private let past: FrameBuffer
  /// The last spectrum.
  private let spectrum = FrameBuffer(count: Self.bins)
  /// The power spectra of the last four readings in turn, in `x`.
  private let powers = FrameBuffer(count: 4 * Self.bins)
  /// Frequency and level of each partial, and its slope.
  private let found = FrameBuffer(count: Self.mostPartials)
  private let slopes = FrameBuffer(count: Self.mostPartials)
  private var position = 0
  private var countdown: Int
  private var turn = 0

  /// The number of partials of the last reading.
  private(set) var count = 0

  /// Creates a store for samples at `rate`, in Hz, that is due for a reading every `hop` samples.
  init(rate: Double, hop: Int) {
    self.rate = rate
    self.hop = hop
    windowLength = min(Self.length, Int(Self.windowSeconds * rate))
    let binHertz = rate / Double(Self.length)
    firstBin = max(1, Int(Self.peaks.lowerBound / binHertz))
    lastBin = min(Self.bins - 2, Int(Self.peaks.upperBound / binHertz))
    plan = FourierPlan(count: Self.length)
    window = FrameBuffer(count: windowLength)
    past = FrameBuffer(count: 2 * windowLength)
    countdown = hop
    for i in 0..<windowLength {
      let angle = 2 * Double.pi * (Double(i) + 0.5) / Double(windowLength)
      // Hann's window, so scaled that a sine reads its amplitude.
      window[i] = Frame(Float((1 - cos(angle)) * 2 / Double(windowLength)), 0)
    }
    for bin in 0..<Self.bins {
      let angle = 2 * Double.pi * Double(bin * hop) / Double(Self.length)
      turns[bin] = DoubleFrame(cos(angle), sin(angle))
    }
  }

  /// Whether it is time for a reading.
  var isDue: Bool {
    @_noLocks @inline(__always) get { countdown == 0 }
  }

  /// The partial at `index`, from 0 to `count` - 1; from low to high.
  subscript(index: Int) -> Partial {
    @_noLocks get {
      Partial(
        hertz: Double(found[index].x), decibels: Double(found[index].y),
        slope: Double(slopes[index].x))
    }
  }

  /// Forgets everything.
  @_noLocks
  mutating func reset() {
    past.clear()
    spectrum.clear()
    powers.clear()
    position = 0
    countdown = hop
    turn = 0
    count = 0
  }

  /// Takes a sample.
  @_noLocks @inline(__always)
  mutating func append(_ sample: Float) {
    past[position] = Frame(sample, 0)
    past[position + windowLength] = Frame(sample, 0)
    position += 1
    if position == windowLength { position = 0 }
    countdown -= 1
  }

  /// Finds the partials of the stretch that ends now.
  @_noLocks
  mutating func read() {
    countdown = hop
    turn = (turn + 1) & 3
    for i in 0..<windowLength { plan.input[i] = past[position + i] * window[i].x }
    plan.execute()
    let newest = turn * Self.bins
    for bin in 0..<Self.bins {
      let value = plan.output[bin]
      powers[newest + bin] = Frame((value * value).sum(), 0)
    }
    count = 0
    for bin in firstBin...lastBin where count < Self.mostPartials {
      let here = powers[newest + bin].x
      if here > powers[newest + bin - 1].x && here >= powers[newest + bin + 1].x { add(bin) }
    }
    for bin in 0..<Self.bins { spectrum[bin] = plan.output[bin] }
  }

  /// Adds the partial whose peak is at `bin`.
  @_noLocks
  private mutating func add(_ bin: Int) {
    let newest = turn * Self.bins + bin
    let oldest = ((turn + 4 - Self.slopeReadings) & 3) * Self.bins + bin
    // Three bins together, so that a peak that moves is not one that falls.
    let now = powers[newest - 1].x + powers[newest].x + powers[newest + 1].x
    let before = powers[oldest - 1].x + powers[oldest].x + powers[oldest + 1].x
    let seconds = Double(Self.slopeReadings * hop) / rate
    found[count] = Frame(
      Float(hertz(of: bin)), Float(decibels(power: Double(powers[newest].x))))
    let change = decibels(power: Double(now)) - decibels(power: Double(before))
    slopes[count] = Frame(Float(change / seconds), 0)
    count += 1
  }

  /// The frequency of the peak at `bin`: that of the bin, and by how much the phase runs ahead of it.
  @_noLocks
  private func hertz(of bin: Int) -> Double {
    let turn = turns[bin]
    let (now, before) = (DoubleFrame(plan.output[bin]), DoubleFrame(spectrum[bin]))
    let real = now.x * before.x + now.y * before.y
    let imaginary = now.y * before.x - now.x * before.y
    let ahead = DoubleFrame(
      real * turn.x + imaginary * turn.y, imaginary * turn.x - real * turn.y)
    let bins = Double(bin) * rate / Double(Self.length)
    // A phase that is further off than 45° is none of a steady tone.
    guard ahead.x > abs(ahead.y) else { return bins }
    let t = ahead.y / ahead.x
    // Padé's approximation of the arctangent: within 0.1 % up to 45°.
    let angle = t * (105 + 55 * t * t) / (105 + t * t * (90 + 9 * t * t))
    return bins + angle * rate / (2 * .pi * Double(hop))
  }
}
