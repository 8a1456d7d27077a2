import CRealtime

/// Which of the partials is the bass, and since when.
///
/// A partial counts while it is steady: a kick drum's falls by 50 dB a second and more, a bass's by 30
/// at most. A new note is believed after some readings that agree, more of them the likelier the
/// mistake; until then the last one is held.
struct BassNote {
  /// How fast a steady partial falls at most, in dB a second.
  private static let steepestFall = 42.0
  /// How fast it rises at most: until the window is half full of it.
  private static let steepestRise = 60.0

  /// A fundamental this far below the strongest partial is believed, in dB.
  private static let weakest = -18.0
  /// One whose second or third harmonic is that partial may be weaker still.
  private static let weakestOfHarmonics = -23.0
  /// The note that is held goes on while its partial is no further below another, in dB.
  private static let weakestHeld = -12.0
  /// How far from a whole multiple a harmonic may lie, as a part of it.
  private static let harmonicTolerance = 0.025

  /// How fast the memory of the bass's level fades, in dB a reading: 6 dB a second.
  private static let fading = 0.12
  /// What is so far below that memory is a gap between notes, in dB.
  private static let gapDepth = 40.0
  /// What is below is silence, in dBFS.
  private static let silence = -80.0

  /// A reading so near the note is the note, in cents; it takes the note along by a part of the way.
  private static let sameCents = 45.0
  private static let followShare = 0.12
  /// Two readings so near each other agree, in cents.
  private static let agreeingCents = 30.0
  /// Two that lie further apart have nothing to do with each other; in between the note slides.
  private static let slidingCents = 80.0
  /// A note so near the last, in cents, may be a kick drum that beats with it.
  private static let nearCents = 250.0
  /// An octave, and how far from it a change counts as one, in cents.
  private static let octaveCents = 1_200.0
  private static let octaveWidthCents = 70.0

  /// The readings, 20 ms apart, that must agree: for a leap, a near note, an octave.
  private static let leapReadings = 5
  private static let nearReadings = 8
  private static let octaveReadings = 10
  /// A candidate is forgotten after so many readings without a clear one.
  private static let patience = 5

  /// The note that is believed, in cents above 1 Hz; 0 before any.
  private var cents = 0.0
  private var readings = 0
  private var candidate = 0.0
  private var agreeing = 0
  private var missing = 0
  private var peakDecibels = -200.0

  /// Whether the last reading was clear, and of this note.
  private(set) var isClear = false

  /// The note that is believed, in Hz; 0 before any.
  var hertz: Double {
    @_noLocks get { cents > 0 ? exp(cents / Self.octaveCents * log(2)) : 0 }
  }

  /// Forgets everything.
  @_noLocks
  mutating func reset() {
    self = BassNote()
  }

  /// Takes a reading.
  @_noLocks
  mutating func hear(_ partials: borrowing BassPartials) {
    isClear = false
    if let heard = fundamental(of: partials) {
      missing = 0
      weigh(heard)
    } else {
      missing += 1
      if missing > Self.patience { agreeing = 0 }
    }
  }

  /// Follows a reading near the note, and counts those that say otherwise.
  @_noLocks
  private mutating func weigh(_ heard: Double) {
    if cents > 0 && abs(heard - cents) < Self.sameCents {
      readings += 1
      cents += (heard - cents) * max(Self.followShare, 1 / Double(readings))
      agreeing = 0
      isClear = true
      return
    }
    let step = heard - candidate
    if agreeing > 0 && abs(step) < Self.agreeingCents {
      agreeing += 1
      candidate += step / Double(min(agreeing, 4))
    } else {
      agreeing = abs(step) < Self.slidingCents ? max(1, agreeing - 2) : 1
      candidate = heard
    }
    guard agreeing >= neededReadings else { return }
    cents = candidate
    readings = 4
    agreeing = 0
    isClear = true
  }

  /// How many readings must agree on the candidate.
  private var neededReadings: Int {
    @_noLocks get {
      guard cents > 0 else { return Self.leapReadings }
      let distance = abs(candidate - cents)
      if distance < Self.nearCents { return Self.nearReadings }
      let isOctave = abs(distance - Self.octaveCents) < Self.octaveWidthCents
      return isOctave ? Self.octaveReadings : Self.leapReadings
    }
  }

  /// The fundamental among the partials, in cents above 1 Hz; nil where none is clear.
  @_noLocks
  private mutating func fundamental(of partials: borrowing BassPartials) -> Double? {
    guard let strongest = strongestSteady(of: partials) else { return nil }
    let lowest = root(of: strongest, in: partials)
    guard isSteady(lowest), isStrongEnough(lowest, in: partials) else { return nil }
    let heard = Self.cents(lowest)
    guard cents > 0, abs(heard - cents) >= Self.sameCents else { return heard }
    return isStillThere(beside: lowest, heard, partials) ? cents : heard
  }

  /// The strongest of the steady partials that may be a bass; nil in a gap.
  @_noLocks
  private mutating func strongestSteady(
    of partials: borrowing BassPartials
  ) -> BassPartials.Partial? {
    var level = -200.0
    var steady: BassPartials.Partial?
    for i in 0..<partials.count where BassTracker.range.contains(partials[i].hertz) {
      let partial = partials[i]
      level = max(level, partial.decibels)
      if isSteady(partial) && partial.decibels > (steady?.decibels ?? -200) { steady = partial }
    }
    peakDecibels = max(peakDecibels - Self.fading, level)
    return level > max(peakDecibels - Self.gapDepth, Self.silence) ? steady : nil
  }

  /// The lowest partial whose second or third harmonic a partial is: itself where there is none.
  @_noLocks
  private func root(
    of partial: BassPartials.Partial, in partials: borrowing BassPartials
  ) -> BassPartials.Partial {
    for i in 0..<partials.count {
      let other = partials[i]
      if other.hertz >= BassTracker.range.lowerBound
        && other.decibels > partial.decibels + Self.weakestOfHarmonics
        && isHarmonic(partial, of: other)
      {
        return other
      }
    }
    return partial
  }

  /// Whether a partial is strong enough beside all there is to be the fundamental.
  @_noLocks
  private func isStrongEnough(
    _ partial: BassPartials.Partial, in partials: borrowing BassPartials
  ) -> Bool {
    for i in 0..<partials.count where partials[i].decibels + Self.weakest >= partial.decibels {
      let other = partials[i]
      let isWithin = other.decibels + Self.weakestOfHarmonics < partial.decibels
      guard isWithin, isHarmonic(other, of: partial) else { return false }
    }
    return true
  }

  /// Whether the note that is held still sounds beside a partial that would take its place.
  ///
  /// Its octave above has it for a fundamental; where it is the harmonic of the new one, it is not it.
  @_noLocks
  private func isStillThere(
    beside lowest: BassPartials.Partial, _ heard: Double, _ partials: borrowing BassPartials
  ) -> Bool {
    for i in 0..<partials.count {
      let partial = partials[i]
      guard isSteady(partial), !isHarmonic(partial, of: lowest) else { continue }
      let floor = isHarmonic(lowest, of: partial) ? Self.weakestOfHarmonics : Self.weakestHeld
      if abs(Self.cents(partial) - cents) < Self.sameCents
        && partial.decibels > lowest.decibels + floor
      {
        return true
      }
    }
    return false
  }

  @_noLocks
  private func isSteady(_ partial: BassPartials.Partial) -> Bool {
    partial.slope > -Self.steepestFall && partial.slope < Self.steepestRise
  }

  @_noLocks
  private func isHarmonic(
    _ partial: BassPartials.Partial, of fundamental: BassPartials.Partial
  ) -> Bool {
    let ratio = partial.hertz / fundamental.hertz
    return abs(ratio - 2) < 2 * Self.harmonicTolerance
      || abs(ratio - 3) < 3 * Self.harmonicTolerance
  }

  @_noLocks
  private static func cents(_ partial: BassPartials.Partial) -> Double {
    octaveCents / log(2) * log(partial.hertz)
  }
}
