/// What is played when: sixteen steps a bar, four bars a section, verses and choruses in turn.
struct DemoScore {
  /// The time of one step, a sixteenth at 100 beats a minute, in seconds.
  static let stepSeconds = 0.15

  /// The number of steps in a bar.
  static let stepsPerBar = 16

  /// The number of steps in a section: a verse, then a chorus.
  static let stepsPerSection = 4 * stepsPerBar

  /// The frame in which a step begins, counted from the start of step 0.
  static func frame(step: Int, sampleRate: Double) -> Int {
    Int((Double(step) * stepSeconds * sampleRate).rounded())
  }

  /// The fundamental of the chord's bass note in each of four bars, in Hz: A, F, C and G.
  private static let roots: [Double] = [55, 43.654, 65.406, 48.999]

  /// The notes of the chord in each of four bars, in Hz.
  private static let chords: [[Double]] = [
    [220, 261.626, 329.628], [174.614, 220, 261.626], [195.998, 261.626, 329.628],
    [195.998, 246.942, 293.665],
  ]

  /// The melody of four bars, a note every fourth step, in Hz; 0 is a rest.
  private static let melody: [Double] = [
    440, 523.251, 659.255, 587.33, 523.251, 440, 0, 523.251,
    659.255, 783.991, 659.255, 523.251, 587.33, 493.883, 392, 0,
  ]

  /// The step, counted from the start of the piece.
  let step: Int

  private var bar: Int { step / Self.stepsPerBar }
  private var position: Int { step % Self.stepsPerBar }

  /// Whether the step belongs to a chorus: every second section.
  var isChorus: Bool { bar / 4 % 2 == 1 }

  /// The bass note, in Hz.
  var root: Double { Self.roots[bar % 4] }

  /// The chord, in Hz.
  var chord: [Double] { Self.chords[bar % 4] }

  /// How hard the kick is struck; 0 is not at all.
  var kick: Double {
    if isChorus { return position % 4 == 0 ? 1 : 0 }
    return position == 0 || position == 10 ? 0.8 : 0
  }

  /// How hard the snare is struck; a ghost note now and then.
  var snare: Double {
    if position == 4 || position == 12 { return isChorus ? 1 : 0.75 }
    return isChorus && position == 15 && bar % 2 == 1 ? 0.35 : 0
  }

  /// How hard the hi-hat is struck.
  var hat: Double {
    if isChorus { return position % 4 == 2 ? 1 : position % 2 == 0 ? 0.6 : 0.35 }
    return position % 4 == 2 ? 0.5 : position % 4 == 0 ? 0.3 : 0
  }

  /// How hard the bass is plucked.
  var bass: Double {
    if isChorus { return position % 2 == 0 ? 1 : 0 }
    return position == 0 || position == 6 || position == 10 ? 0.8 : 0
  }

  /// The melody's note that begins here, in Hz; 0 a rest, nil no change.
  ///
  /// The verse sings an octave lower, and only every second note.
  var lead: Double? {
    guard position % 4 == 0 else { return nil }
    let note = Self.melody[bar % 4 * 4 + position / 4]
    if isChorus { return note }
    return position % 8 == 0 ? note / 2 : nil
  }
}
