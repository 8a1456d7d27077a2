import CRealtime

/// The note that is believed.
///
/// A new one is believed after some readings that agree, more of them the likelier the mistake; until
/// then the last one is held.
struct BassNote {
  /// A reading so near the note is the note, in cents.
  static let sameCents = 45.0
  /// The part of the way by which it takes the note along.
  private static let followShare = 0.12
  /// Two readings so near each other agree, in cents.
  private static let agreeingCents = 30.0
  /// Two that lie further apart have nothing to do with each other; in between the note slides.
  private static let slidingCents = 80.0
  /// A note so near the last, in cents, may be a kick drum that beats with it.
  private static let nearCents = 250.0
  /// An octave in cents.
  static let octaveCents = 1_200.0
  /// How far from an octave a change counts as one, in cents.
  private static let octaveWidthCents = 70.0

  /// The readings, 20 ms apart, that must agree: for a leap, a near note, an octave down.
  ///
  /// A kick on every beat leaves 0.15 s between its own end and the next one: 7 readings.
  private static let leapReadings = 5
  private static let nearReadings = 8
  private static let octaveReadings = 7
  /// The same for an octave up, which is also what a note sounds like whose fundamental is masked.
  private static let octaveUpReadings = 14
  /// A candidate is forgotten after so many readings without a clear one.
  private static let patience = 5

  /// The note that is believed, in cents above 1 Hz; 0 before any.
  private var cents = 0.0
  private var readings = 0
  private var candidate = 0.0
  private var agreeing = 0
  private var missing = 0
  private var choice = BassChoice()

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
    if let heard = choice.fundamental(of: partials, heldCents: cents) {
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
      guard isOctave else { return Self.leapReadings }
      return candidate < cents ? Self.octaveReadings : Self.octaveUpReadings
    }
  }
}
