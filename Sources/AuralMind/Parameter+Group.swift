extension Parameter {
  /// The sections of the panel, in reading order.
  public enum Group: CaseIterable, Sendable {
    case input, output
    case host
    case goal
    case governor
    case match
    case tone
    case dynamics
    case stereo
    case monitor
    case wordLength
    case meters

    /// The stable identifier.
    public var symbol: StaticString {
      switch self {
      case .input: "input"
      case .output: "output"
      case .host: "host"
      case .goal: "goal"
      case .governor: "governor"
      case .match: "match"
      case .tone: "tone"
      case .dynamics: "dynamics"
      case .stereo: "stereo"
      case .monitor: "monitor"
      case .wordLength: "word_length"
      case .meters: "meters"
      }
    }

    /// The name shown to people.
    public var name: StaticString {
      switch self {
      case .input: "Input"
      case .output: "Output"
      case .host: "Host"
      case .goal: "Goal"
      case .governor: "Loudness governor"
      case .match: "Match EQ"
      case .tone: "Tone"
      case .dynamics: "Dynamics"
      case .stereo: "Stereo image"
      case .monitor: "Monitor"
      case .wordLength: "Word length"
      case .meters: "Meters"
      }
    }
  }
}
