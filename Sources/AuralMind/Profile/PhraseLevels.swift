/// How the short-term loudness of a track is spread over its time.
public struct PhraseLevels: Sendable, Equatable {
  /// The loudness that a tenth of the track stays below, in LUFS.
  public var tenthLUFS: Double = .nan
  /// The loudness that a quarter of the track stays below, in LUFS.
  public var quarterLUFS: Double = .nan
  /// The loudness that three quarters of the track stay below, in LUFS.
  public var threeQuartersLUFS: Double = .nan
  /// The loudness that nine tenths of the track stay below, in LUFS.
  public var ninetiethLUFS: Double = .nan

  /// Knows nothing.
  @_noLocks
  public init() {}

  /// Creates the spread of a track.
  @_noLocks
  public init(
    tenthLUFS: Double, quarterLUFS: Double, threeQuartersLUFS: Double, ninetiethLUFS: Double
  ) {
    self.tenthLUFS = tenthLUFS
    self.quarterLUFS = quarterLUFS
    self.threeQuartersLUFS = threeQuartersLUFS
    self.ninetiethLUFS = ninetiethLUFS
  }

  /// Takes the percentiles of a track; nil where one of the four is missing.
  public init?(_ levels: [TrackStatistics.LevelPercentile]) {
    let wanted = [10.0, 25, 75, 90]
    for i in 0..<4 {
      for level in levels where level.percent == wanted[i] { self[i] = level.shortTermLUFS }
    }
    if !isOrdered { return nil }
  }

  /// Whether all four are known, and none is less than the one before.
  var isOrdered: Bool {
    @_noLocks get {
      tenthLUFS <= quarterLUFS && quarterLUFS <= threeQuartersLUFS
        && threeQuartersLUFS <= ninetiethLUFS && tenthLUFS > -200 && ninetiethLUFS < 200
    }
  }

  /// The four levels in ascending order, from 0 to 3.
  subscript(index: Int) -> Double {
    @_noLocks get {
      switch index {
      case 0: tenthLUFS
      case 1: quarterLUFS
      case 2: threeQuartersLUFS
      default: ninetiethLUFS
      }
    }
    @_noLocks set {
      switch index {
      case 0: tenthLUFS = newValue
      case 1: quarterLUFS = newValue
      case 2: threeQuartersLUFS = newValue
      default: ninetiethLUFS = newValue
      }
    }
  }
}
