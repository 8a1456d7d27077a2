public import AuralDSP

/// The whole chain, in the order it is heard: the front door to the sound.
///
/// A value is ready when it exists; `process` takes blocks of any length and gives the same bits
/// for any split.
public struct MasteringChain: ~Copyable {
  /// The sample rates that are served, in Hz.
  public static let sampleRates: ClosedRange<Double> = 8_000...384_000

  /// How far the output lags the input, in frames; constant for a rate.
  public let latencyFrames: Int

  /// The values of the controls; taken up on the next point of the chain's own grid.
  public var settings = Settings()

  /// What the meters show.
  public private(set) var meters = Meters()

  /// What the governor has learned.
  ///
  /// Setting it starts the governor from there.
  public var learned = LearnedLoudness()

  /// Creates a chain for `sampleRate`, in Hz, inside `sampleRates`.
  public init(sampleRate: Double) {
    precondition(Self.sampleRates.contains(sampleRate), "a sample rate of 8 to 384 kHz")
    latencyFrames = 0
  }

  /// Forgets the sound of the past and jumps to the settings; keeps `learned`.
  @_noLocks
  public mutating func restart() {
    meters = Meters()
  }

  /// Processes frames in place.
  @_noLocks
  public mutating func process(_ block: inout MutableSpan<Frame>) {
  }
}
