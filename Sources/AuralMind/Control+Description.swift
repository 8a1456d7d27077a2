extension Control {
  /// The stable identifier: LV2 symbol, preset key and command-line name.
  public var symbol: StaticString { parameter.symbol }

  /// What people and hosts read of the port.
  public var parameter: Parameter {
    switch self {
    case .inLeft:
      Parameter(
        symbol: "in_l", name: "Left input", shortName: "In L", group: .input,
        comment: "The left channel of the mix.")
    case .inRight:
      Parameter(
        symbol: "in_r", name: "Right input", shortName: "In R", group: .input,
        comment: "The right channel of the mix.")
    case .outLeft:
      Parameter(
        symbol: "out_l", name: "Left output", shortName: "Out L", group: .output,
        comment: "The left channel of the master.")
    case .outRight:
      Parameter(
        symbol: "out_r", name: "Right output", shortName: "Out R", group: .output,
        comment: "The right channel of the master.")
    case .control:
      Parameter(
        symbol: "control", name: "Control", shortName: "Control", group: .host,
        comment: """
          Messages from the host that set the reference, ask what is in use or tell where the \
          transport is; may stay unconnected.
          """)
    case .notify:
      Parameter(
        symbol: "notify", name: "Notify", shortName: "Notify", group: .host,
        comment:
          "Messages to the host that tell the reference and the learned gain; may stay unconnected."
      )
    case .enabled:
      Parameter(
        symbol: "enabled", name: "Enabled", shortName: "Enabled",
        group: .host, displayPriority: 5, style: .toggle,
        comment: "Off plays the mix as it came in, without a click and with the same latency.")
    case .freewheel:
      Parameter(
        symbol: "freewheel", name: "Freewheeling", shortName: "Freewheel",
        group: .host, style: .toggle,
        comment: """
          Set by the host while it renders faster than real time: what Learn knows by then, 10 s or \
          more, is held to the end, so that an export has one gain.
          """)
    case .latency:
      Parameter(
        symbol: "latency", name: "Latency", shortName: "Latency", unit: .frames, group: .host,
        comment: """
          How far the output lags the input, bypassed or not; constant for a sample rate and a \
          phase of the match EQ.
          """)
    case .preset:
      Parameter(
        symbol: "preset", name: "Preset", shortName: "Preset",
        group: .goal, displayPriority: 100, style: .enumeration,
        scalePoints: Preset.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          The character of the master: base values of every stage, and the loudness and \
          ceiling that delivery takes from here unless told otherwise.
          """)
    case .delivery:
      Parameter(
        symbol: "delivery", name: "Delivery", shortName: "Delivery",
        group: .goal, displayPriority: 95, style: .enumeration,
        scalePoints: Delivery.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          Where the master goes: the integrated loudness and the true-peak ceiling that a \
          platform or a standard asks for. From preset keeps the preset's own; Custom takes \
          them from the two controls beside it.
          """)
    case .targetLUFS:
      Parameter(
        symbol: "target_lufs", name: "Custom target", shortName: "Target", unit: .lufs,
        group: .goal, displayPriority: 90, rangeSteps: 311,
        comment: "The integrated loudness to reach when delivery is Custom.")
    case .ceiling:
      Parameter(
        symbol: "ceiling_dbtp", name: "Custom ceiling", shortName: "Ceiling", unit: .dBTP,
        group: .goal, displayPriority: 85, rangeSteps: 91,
        comment: "The true peak not to pass when delivery is Custom.")
    case .governor:
      Parameter(
        symbol: "governor", name: "Governor", shortName: "Governor",
        group: .governor, displayPriority: 80, style: .enumeration,
        scalePoints: GovernorMode.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          How the gain that makes the loudness is found. Learn listens to the master and \
          moves, slowly, to the target; what it learned is saved with the session. Hold \
          applies the governor gain. Off applies none.
          """)
    case .governorGain:
      Parameter(
        symbol: "governor_gain", name: "Governor gain", shortName: "Gov gain", unit: .decibels,
        group: .governor, displayPriority: 75, rangeSteps: 481,
        comment: "The gain that the governor applies while it holds.")
    case .gainReductionLimit:
      Parameter(
        symbol: "gr_limit", name: "Gain-reduction limit", shortName: "GR limit", unit: .decibels,
        group: .governor, displayPriority: 70, rangeSteps: 121,
        scalePoints: [.init(value: 12, label: "Push regardless")],
        comment: """
          The most gain reduction, averaged over the programme, that clip and limiter may do \
          for the target. Where it is reached the target yields, and the governor state says \
          so; 12 pushes regardless.
          """)
    case .phase:
      Parameter(
        symbol: "phase", name: "Match EQ phase", shortName: "Phase",
        group: .match, displayPriority: 62, style: .enumeration,
        scalePoints: PhaseMode.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          What the match EQ does to phase, and so the latency. Linear delays every frequency alike \
          and keeps the shape of transients; Mixed does so above 200 Hz only, for half the latency; \
          Minimum adds none. Choose it before you work: a change moves the latency.
          """)
    case .reference:
      Parameter(
        symbol: "reference", name: "Reference", shortName: "Reference",
        group: .match, displayPriority: 92, rangeSteps: 17,
        scalePoints: [.init(value: 0, label: "None, or the file")],
        comment: """
          The slot of your library whose sound the mix is brought towards; auralmind capture fills \
          slots. 0 takes the profile set from a file, or else the preset's own gentle curve.
          """)
    case .source:
      Parameter(
        symbol: "source", name: "Source", shortName: "Source",
        group: .match, displayPriority: 65, rangeSteps: 17,
        scalePoints: [.init(value: 0, label: "Learn live")],
        comment: """
          The slot of a profile captured from this very mix, so that the whole song is known from \
          its first bar; 0 learns the mix while it plays.
          """)
    case .matchLearn:
      Parameter(
        symbol: "match_learn", name: "Match learn", shortName: "Learn",
        group: .match, displayPriority: 64, style: .toggle,
        comment: """
          On goes on learning the mix while it plays; off holds what has been learned, and with it \
          the curve.
          """)
    case .match:
      Parameter(
        symbol: "match", name: "Match", shortName: "Match", unit: .percent,
        group: .match, displayPriority: 88, rangeSteps: 251,
        scalePoints: [
          .init(value: -100, label: "Inverse"), .init(value: 0, label: "Off"),
          .init(value: 100, label: "The whole difference"),
        ],
        comment: """
          How much of the difference between reference and mix is taken up: 100 is all of it, below \
          0 leads away from the reference. Without a reference the preset's own curve does not \
          depend on it, but at 0 the match EQ is out of the path.
          """)
    case .matchSide:
      Parameter(
        symbol: "match_side", name: "Match side", shortName: "Match side", unit: .percent,
        group: .match, displayPriority: 58, rangeSteps: 101,
        comment: """
          How far the sides get a curve of their own, which also brings the width towards the \
          reference's; at 0 they get the middle's.
          """)
    case .matchSmoothing:
      Parameter(
        symbol: "match_smoothing", name: "Match smoothing", shortName: "Smoothing", unit: .octaves,
        group: .match, displayPriority: 57, style: .logarithmic, rangeSteps: 100,
        comment: """
          The width the curve is smoothed over, the same in octaves everywhere: small follows \
          detail, large only the balance.
          """)
    case .matchLimit:
      Parameter(
        symbol: "match_limit", name: "Match limit", shortName: "Match limit", unit: .decibels,
        group: .match, displayPriority: 56, rangeSteps: 121,
        comment: """
          The most the match EQ may boost or cut at any frequency, beside the level of the whole \
          curve, which keeps the loudness as it is. Up to 6 dB a preset may ask for less.
          """)
    case .matchLow:
      Parameter(
        symbol: "match_low", name: "Match from", shortName: "Match from", unit: .hertz,
        group: .match, displayPriority: 54, style: .logarithmic, rangeSteps: 100,
        comment: "Below this frequency the curve fades to nothing.")
    case .matchHigh:
      Parameter(
        symbol: "match_high", name: "Match to", shortName: "Match to", unit: .hertz,
        group: .match, displayPriority: 53, style: .logarithmic, rangeSteps: 100,
        comment: "Above this frequency the curve fades to nothing.")
    case .listen:
      Parameter(
        symbol: "listen", name: "Listen", shortName: "Listen",
        group: .monitor, displayPriority: 60, style: .enumeration,
        scalePoints: ListenMode.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          What is heard: the master, the mix at the master's loudness for a fair comparison, \
          or only what mastering adds and takes away.
          """)
    case .highpass:
      Parameter(
        symbol: "highpass", name: "High-pass", shortName: "High-pass", unit: .hertz,
        group: .tone, displayPriority: 50, rangeSteps: 61,
        scalePoints: [.init(value: 0, label: "Off")],
        comment: """
          Cutoff of the safety high-pass that keeps rumble out of the limiter; 0 is out of the \
          path.
          """)
    case .monoSub:
      Parameter(
        symbol: "mono_sub", name: "Mono sub", shortName: "Mono sub", unit: .percent,
        group: .stereo, displayPriority: 49, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Brings what lies to the sides below the bass note's octave towards the middle, so \
          that the sub is firm on a club system and a record can be cut; the wider the sub, \
          the more. 0 is out of the path.
          """)
    case .warmth:
      Parameter(
        symbol: "warmth", name: "Warmth", shortName: "Warmth", unit: .percent,
        group: .tone, displayPriority: 55, rangeSteps: 201,
        scalePoints: [
          .init(value: -100, label: "Brightest"), .init(value: 0, label: "Off"),
          .init(value: 100, label: "Warmest"),
        ],
        comment: """
          Tilts the tone: lows up and highs down above 0, the opposite below; 0 is out of the \
          path.
          """)
    case .masking:
      Parameter(
        symbol: "masking", name: "Masking EQ", shortName: "Masking", unit: .percent,
        group: .dynamics, displayPriority: 48, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Dips the low mids of the middle, near 300 Hz, in the moments when they cover voice \
          and presence more than they do in the rest of the song. What you hear is words and \
          snare coming clear. 0 is out of the path.
          """)
    case .deess:
      Parameter(
        symbol: "deess", name: "De-esser", shortName: "De-ess", unit: .percent,
        group: .dynamics, displayPriority: 47, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Softens sibilants of the middle when they stand out of the mix, whatever its level, \
          and leaves the onsets of drums alone. 0 is out of the path.
          """)
    case .glow:
      Parameter(
        symbol: "glow", name: "Harmonic glow", shortName: "Glow", unit: .percent,
        group: .tone, displayPriority: 46, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Adds harmonics of what lies between 1 and 4 kHz in the middle: voices and guitars \
          gain gloss and come nearer, and the level stays. 0 is out of the path.
          """)
    case .width:
      Parameter(
        symbol: "width", name: "Stereo realism", shortName: "Width", unit: .percent,
        group: .stereo, displayPriority: 44, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Opens the stage from the mids up by raising the sides; the mono sum stays as it is, \
          and a mix whose sides are strong already is left in peace. 0 is out of the path.
          """)
    case .microshift:
      Parameter(
        symbol: "microshift", name: "Microshift", shortName: "Microshift", unit: .percent,
        group: .stereo, displayPriority: 43, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Loosens the sides above 2 kHz from the middle, for air around instruments without \
          the hollow sound of a comb filter; the mono sum stays as it is. 0 is out of the \
          path.
          """)
    case .microdetail:
      Parameter(
        symbol: "microdetail", name: "Microdetail", shortName: "Microdetail", unit: .percent,
        group: .stereo, displayPriority: 42, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Lifts what is quiet at the sides above 2.5 kHz: reverb tails, brushes, room. Hiss is \
          left where it is, and the mono sum too. 0 is out of the path.
          """)
    case .movement:
      Parameter(
        symbol: "movement", name: "Movement", shortName: "Movement", unit: .percent,
        group: .stereo, displayPriority: 41, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Lets the width breathe with the phrase by a few percent: narrower where the song \
          holds back, wider where it swells. 0 is out of the path.
          """)
    case .hookLift:
      Parameter(
        symbol: "hook_lift", name: "Hook lift", shortName: "Hook lift", unit: .percent,
        group: .stereo, displayPriority: 39, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Opens width and air when a chorus comes and closes them when it is over; a song \
          without sections is left alone. Exact where source gives a profile of this mix. 0 is \
          out of the path.
          """)
    case .transient:
      Parameter(
        symbol: "transient", name: "Transient sculpt", shortName: "Transients", unit: .percent,
        group: .dynamics, displayPriority: 38, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Brings out the attack of drums and plucks in the middle, and stands back in a mix \
          that has plenty of peaks. 0 is out of the path.
          """)
    case .clip:
      Parameter(
        symbol: "clip", name: "Clip", shortName: "Clip", unit: .percent,
        group: .dynamics, displayPriority: 45, rangeSteps: 201, scalePoints: amountPoints,
        comment: """
          Amount of the soft clip ahead of the limiter, in percent of what the preset asks; 0 \
          is out of the path.
          """)
    case .dither:
      Parameter(
        symbol: "dither", name: "Dither", shortName: "Dither",
        group: .wordLength, displayPriority: 30, style: .enumeration,
        scalePoints: DitherDepth.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          The word length of the file the master goes to; dither turns the rounding into \
          steady, quiet noise. Off for floating-point files.
          """)
    case .ditherShape:
      Parameter(
        symbol: "dither_shape", name: "Dither shape", shortName: "Shape",
        group: .wordLength, displayPriority: 25, style: .enumeration,
        scalePoints: DitherShape.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: "The spectrum of the dither: flat, or shaped away from where the ear is keenest.")
    case .reset:
      Parameter(
        symbol: "reset", name: "Reset", shortName: "Reset",
        group: .meters, displayPriority: 40, style: .trigger,
        comment: "Clears the meters and what governor and match EQ have learned.")
    case .momentary:
      Parameter(
        symbol: "momentary", name: "Momentary loudness", shortName: "Momentary", unit: .lufs,
        group: .meters, displayPriority: 20,
        comment: "Loudness of the last 400 ms of the output.")
    case .shortTerm:
      Parameter(
        symbol: "short_term", name: "Short-term loudness", shortName: "Short-term", unit: .lufs,
        group: .meters, displayPriority: 21,
        comment: "Loudness of the last 3 s of the output.")
    case .integrated:
      Parameter(
        symbol: "integrated", name: "Integrated loudness", shortName: "Integrated", unit: .lufs,
        group: .meters, displayPriority: 24,
        comment: """
          Gated loudness of the output since the last reset: the figure platforms and \
          standards ask for.
          """)
    case .loudnessRange:
      Parameter(
        symbol: "loudness_range", name: "Loudness range", shortName: "Range", unit: .lu,
        group: .meters, displayPriority: 18,
        comment: """
          How far the loudness of the output moves, between its quiet and its loud parts, \
          since the last reset.
          """)
    case .truePeak:
      Parameter(
        symbol: "true_peak", name: "True peak", shortName: "True peak", unit: .dBTP,
        group: .meters, displayPriority: 23,
        comment: "The highest peak of the output between samples since the last reset.")
    case .gainReduction:
      Parameter(
        symbol: "gain_reduction", name: "Gain reduction", shortName: "GR", unit: .decibels,
        group: .meters, displayPriority: 22,
        comment: "How far the limiter turns down now.")
    case .appliedGain:
      Parameter(
        symbol: "applied_gain", name: "Applied gain", shortName: "Applied", unit: .decibels,
        group: .meters, displayPriority: 19,
        comment: "The gain of the governor now.")
    case .governorState:
      Parameter(
        symbol: "governor_state", name: "Governor state", shortName: "Gov state",
        group: .meters, displayPriority: 17, style: .enumeration,
        scalePoints: GovernorState.allCases.map {
          .init(value: Float($0.rawValue), label: $0.name)
        },
        comment: "What the governor is doing, and why where it falls short of the target.")
    case .psr:
      Parameter(
        symbol: "psr", name: "Peak to short-term loudness", shortName: "PSR", unit: .decibels,
        group: .meters, displayPriority: 16,
        comment: """
          How far peaks stand above the loudness of the last 3 s; below about 8 dB a master \
          sounds squashed.
          """)
    case .correlation:
      Parameter(
        symbol: "correlation", name: "Correlation", shortName: "Corr", unit: .coefficient,
        group: .meters, displayPriority: 15,
        comment: "How alike left and right are: 1 is mono, 0 unrelated, below 0 cancels in mono.")
    case .subNote:
      Parameter(
        symbol: "sub_note", name: "Bass note", shortName: "Bass note", unit: .hertz,
        group: .meters, displayPriority: 14,
        comment: """
          The fundamental of the bass as the mono sub hears it; it keeps the last note that was \
          clear, and is 0 before any.
          """)
    case .maskingDip:
      Parameter(
        symbol: "masking_dip", name: "Masking dip", shortName: "Mask dip", unit: .decibels,
        group: .meters, displayPriority: 13,
        comment: "How far the masking EQ dips the low mids now.")
    case .deessDip:
      Parameter(
        symbol: "deess_dip", name: "De-esser dip", shortName: "De-ess dip", unit: .decibels,
        group: .meters, displayPriority: 12,
        comment: "How far the de-esser dips the sibilants now.")
    case .matchState:
      Parameter(
        symbol: "match_state", name: "Match state", shortName: "Match state",
        group: .match, displayPriority: 52, style: .enumeration,
        scalePoints: MatchState.allCases.map { .init(value: Float($0.rawValue), label: $0.name) },
        comment: """
          Whether there is a reference, whether the mix is known well enough to match it, and \
          whether a profile that was asked for is missing or broken.
          """)
    }
  }

  /// The named values of a stage's amount.
  private var amountPoints: [Parameter.ScalePoint] {
    [.init(value: 0, label: "Off"), .init(value: 100, label: "As the preset asks")]
  }
}
