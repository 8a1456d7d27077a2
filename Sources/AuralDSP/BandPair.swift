/// Two bands of one channel, heard in one go: `x` is the first, `y` the second.
///
/// Each is what a `BandPass` between the same edges lets through. The two share the lanes of a vector, so
/// that both cost one.
public struct BandPair: Sendable {
  /// The first band.
  public let first: BandPass
  /// The second band.
  public let second: BandPass

  private var lowEdges: FilterPair
  private var highEdges: FilterPair

  /// Creates the bands from their edges in Hz; an upper one near Nyquist or above is left open.
  public init(first: ClosedRange<Double>, second: ClosedRange<Double>, sampleRate: Double) {
    self.first = BandPass(
      lowHertz: first.lowerBound, highHertz: first.upperBound, sampleRate: sampleRate)
    self.second = BandPass(
      lowHertz: second.lowerBound, highHertz: second.upperBound, sampleRate: sampleRate)
    lowEdges = FilterPair(self.first.low, self.second.low)
    highEdges = FilterPair(Self.highEdge(of: self.first), Self.highEdge(of: self.second))
  }

  /// The upper edge of a band; an open one lets its input pass.
  private static func highEdge(of band: BandPass) -> StateVariableCoefficients {
    band.high ?? .through
  }

  /// Forgets the past.
  @_noLocks
  public mutating func reset() {
    lowEdges.reset()
    highEdges.reset()
  }

  /// Returns what lies in either band of a sample.
  @_noLocks @inline(__always)
  public mutating func process(_ sample: Double) -> DoubleFrame {
    highEdges.process(lowEdges.process(DoubleFrame(repeating: sample)))
  }

  /// By how much a steady tone at `hertz` changes in power in either band.
  @_noLocks
  public func powerGain(hertz: Double) -> DoubleFrame {
    DoubleFrame(first.powerGain(hertz: hertz), second.powerGain(hertz: hertz))
  }
}
