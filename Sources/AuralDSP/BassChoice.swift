import CRealtime

/// Which of the partials is the bass.
///
/// The strongest that is steady, or the one whose second or third harmonic that is. A kick drum's falls
/// by 50 dB a second and more and is not; a bass's falls by 30 at most. Where a kick may hide or shift
/// the fundamental, nothing is chosen.
struct BassChoice {
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
  /// The same where that other is its harmonic: fundamentals die away before their octaves.
  private static let weakestHeldRoot = -26.0
  /// How far from a whole multiple a harmonic may lie, as a part of it.
  private static let harmonicTolerance = 0.025
  /// A partial this near a half or a third of another, as a part of it, may be its fundamental, drawn
  /// aside by a kick drum: at 50 Hz, what the window cannot part.
  private static let disputeTolerance = 0.12
  /// It is left out of account this far below that other, in dB, unless it is the note that is held.
  private static let weakestDispute = -11.0

  /// How fast the memory of the bass's level fades, in dB a reading: 6 dB a second.
  private static let fading = 0.12
  /// What is so far below that memory is a gap between notes, in dB.
  private static let gapDepth = 40.0
  /// What is below is silence, in dBFS.
  private static let silence = -80.0

  private var peakDecibels = -200.0
  /// The note that was believed so far, in cents above 1 Hz; 0 before any.
  private var held = 0.0

  /// The fundamental among the partials, in cents above 1 Hz; nil where none is clear.
  ///
  /// `heldCents` is the note that was believed so far, 0 before any.
  @_noLocks
  mutating func fundamental(
    of partials: borrowing BassPartials, heldCents: Double
  ) -> Double? {
    held = heldCents
    guard let strongest = strongestSteady(of: partials) else { return nil }
    let lowest = root(of: strongest, in: partials)
    guard isSteady(lowest), isStrongEnough(lowest, in: partials),
      lowest.hertz < strongest.hertz || !isDisputed(strongest, partials)
    else { return nil }
    let heard = Self.cents(lowest)
    guard held > 0, abs(heard - held) >= BassNote.sameCents else { return heard }
    return isStillThere(beside: lowest, heard, partials) ? held : heard
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

  /// Whether another partial may be the fundamental of this one, though it is not quite in tune.
  @_noLocks
  private func isDisputed(
    _ partial: BassPartials.Partial, _ partials: borrowing BassPartials
  ) -> Bool {
    for i in 0..<partials.count where partials[i].hertz >= BassTracker.range.lowerBound {
      let other = partials[i]
      let ratio = partial.hertz / other.hertz
      let harmonic = ratio < 2.5 ? 2.0 : 3.0
      guard abs(ratio / harmonic - 1) < Self.disputeTolerance else { continue }
      let root = Self.cents(partial) - BassNote.octaveCents * log(harmonic) / log(2)
      let isHeld = held > 0 && abs(root - held) < 2 * BassNote.sameCents
      let floor = isHeld ? Self.weakestHeldRoot : Self.weakestDispute
      if other.decibels > partial.decibels + floor { return true }
    }
    return false
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
      let floor = isHarmonic(lowest, of: partial) ? Self.weakestHeldRoot : Self.weakestHeld
      if abs(Self.cents(partial) - held) < BassNote.sameCents
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
    BassNote.octaveCents / log(2) * log(partial.hertz)
  }
}
