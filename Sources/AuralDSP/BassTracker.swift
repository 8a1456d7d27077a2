import CRealtime

/// The note of the bass: the fundamental of mid between 30 and 110 Hz, fifty times a second.
///
/// Mid as it is left below 200 Hz, at a lower rate, is told apart into partials (`BassPartials`), the
/// bass is chosen among them by its harmonics (`BassChoice`), and a change is believed once it has lasted
/// (`BassNote`). A spectrum was preferred to a period, such as YIN's (A. de Cheveigné & H. Kawahara, J.
/// Acoust. Soc. Am. 111, 2002): a period is that of everything at once, and a pad or a kick drum beside
/// the bass spoils it, while partials 10 Hz apart do not know each other.
public struct BassTracker: ~Copyable {
  /// The fundamentals that are looked for, in Hz.
  public static let range = 30.0...110.0

  /// The lowest rate at which the partials are looked at, in Hz: what folds back is 50 dB down.
  private static let lowestRate = 1_000.0
  /// Where the low-pass begins: the second harmonic of the highest note passes, voices hardly.
  private static let cutoffHertz = 200.0

  private var lowPass: SparseLowPass
  private var partials: BassPartials
  private var note = BassNote()

  /// The last fundamental that was believed, in Hz; 0 before any.
  public private(set) var hertz: Double = 0

  /// Whether the last reading was clear, and of the note that is believed.
  public private(set) var isClear = false

  /// The number of readings, clear or not.
  public private(set) var completedReadings = 0

  /// Creates a tracker for `sampleRate`, in Hz.
  public init(sampleRate: Double) {
    let decimation = max(1, Int(sampleRate / Self.lowestRate))
    let rate = sampleRate / Double(decimation)
    lowPass = SparseLowPass(
      cutoffHertz: Self.cutoffHertz, interval: decimation, sampleRate: sampleRate)
    partials = BassPartials(rate: rate, hop: max(1, Int(rate / 50)))
  }

  /// Forgets everything.
  @_noLocks
  public mutating func reset() {
    lowPass.reset()
    partials.reset()
    note.reset()
    hertz = 0
    isClear = false
    completedReadings = 0
  }

  /// Hears a block of any length and leaves it as it is.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
    guard block.count > 0 else { return }
    let frames = unsafe firstFrame(of: &block)
    var start = 0
    while true {
      let count = lowPass.framesLeft(of: block.count &- start)
      unsafe lowPass.hear(frames + start, count: count)
      start &+= count
      guard start < block.count else { return }
      let sample = lowPass.sample(unsafe frames[start])
      start &+= 1
      // One sample that is not finite would otherwise stay in the filter for good.
      if sample.isFinite { partials.append(sample) } else { lowPass.reset() }
      if partials.isDue { read() }
    }
  }

  @_noLocks
  private mutating func read() {
    partials.read()
    note.hear(partials)
    completedReadings += 1
    hertz = note.hertz
    isClear = note.isClear
  }
}
