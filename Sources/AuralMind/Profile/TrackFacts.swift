/// What a captured profile tells of the course of a track, as plain numbers that the audio thread can
/// keep: beside the spectrum, all that stages take from a track that is known beforehand.
public struct TrackFacts: Sendable {
  /// The choruses that are kept.
  public static let capacity = 48

  /// The usual note of the bass, in Hz; 0 where it is not known.
  public var noteHertz: Float = 0

  /// How the loudness of the track is spread; nil where it is not known.
  public var levels: PhraseLevels?

  /// The number of choruses, at most `capacity`; nil where the sections are not known.
  public private(set) var chorusCount: Int?

  /// Where choruses begin and end, in seconds.
  private var choruses = InlineArray<48, SIMD2<Float>>(repeating: .zero)

  /// Sections as intense as this beside the most intense one are choruses; more so where those would
  /// fill the track.
  private static let chorusIntensity = 0.75
  private static let intensityStep = 0.1

  /// A chorus stands out only while choruses take no more than this share of the track.
  private static let longestShare = 0.7

  /// Knows nothing.
  @_noLocks
  public init() {}

  /// Takes what the statistics of a track tell.
  ///
  /// The sections of a track have the whole range of intensities only where they differ by 2 LU; where
  /// they do not, there is no chorus.
  public init(_ statistics: TrackStatistics) {
    noteHertz = Float(statistics.subFundamentalHertz ?? 0)
    levels = PhraseLevels(statistics.levels)
    guard let last = statistics.sections.last, last.endSeconds > 0 else { return }
    chorusCount = 0
    guard statistics.sections.contains(where: { $0.intensity > 0.999 }) else { return }
    var intensity = Self.chorusIntensity
    while intensity <= 1 {
      var time = 0.0
      for section in statistics.sections where section.intensity >= intensity {
        time += section.endSeconds - section.startSeconds
      }
      if time <= Self.longestShare * last.endSeconds { break }
      intensity += Self.intensityStep
    }
    guard intensity <= 1 else { return }
    for section in statistics.sections where section.intensity >= intensity {
      add(chorusFrom: section.startSeconds, to: section.endSeconds)
    }
  }

  /// Whether `seconds` of the track lie in a chorus; nil where the sections are not known.
  @_noLocks
  public func isChorus(at seconds: Double) -> Bool? {
    guard let count = chorusCount else { return nil }
    for i in 0..<count
    where seconds >= Double(choruses[i].x) && seconds < Double(choruses[i].y) {
      return true
    }
    return false
  }

  /// Adds a chorus after those there are; one that follows on without a gap makes the last longer.
  @_noLocks
  private mutating func add(chorusFrom start: Double, to end: Double) {
    let count = chorusCount ?? 0
    if count > 0, Double(choruses[count - 1].y) >= start - 0.001 {
      choruses[count - 1].y = Float(end)
    } else if count < Self.capacity {
      choruses[count] = SIMD2(Float(start), Float(end))
      chorusCount = count + 1
    }
  }

  /// The number of 32-bit words of the stored form.
  public static let wordCount = chorusIndex + 2 * capacity

  /// Where the words of the choruses begin, behind two of heads and the halves of four levels.
  private static let chorusIndex = 10

  /// The word of the stored form at `index`, from 0 to `wordCount` - 1.
  @_noLocks
  public func word(at index: Int) -> UInt32 {
    switch index {
    case 0: noteHertz.bitPattern
    case 1: UInt32(1 + (chorusCount ?? -1))
    // Every bit of a level: a track that passes through words is to have the same master.
    case 2..<Self.chorusIndex:
      UInt32(
        truncatingIfNeeded: (levels?[(index - 2) / 2] ?? .nan).bitPattern
          &>> UInt64(32 * (index & 1)))
    default: choruses[(index - Self.chorusIndex) / 2][index & 1].bitPattern
    }
  }

  /// Reads the stored form; what cannot be counts as not known.
  @_noLocks
  public init(word: (Int) -> UInt32) {
    let hertz = Float(bitPattern: word(0))
    noteHertz = hertz.isFinite && hertz > 0 ? hertz : 0
    var levels = PhraseLevels()
    for i in 0..<4 {
      levels[i] = Double(
        bitPattern: UInt64(word(2 + 2 * i)) | UInt64(word(3 + 2 * i)) &<< 32)
    }
    self.levels = levels.isOrdered ? levels : nil
    let count = word(1)
    guard count > 0, count <= UInt32(Self.capacity) + 1 else { return }
    chorusCount = Int(count) - 1
    for i in 0..<Self.capacity {
      choruses[i] = SIMD2(
        Float(bitPattern: word(Self.chorusIndex + 2 * i)),
        Float(bitPattern: word(Self.chorusIndex + 1 + 2 * i)))
    }
  }
}
