import ArgumentParser
import AuralMind
import AuralMindOffline

/// The options that say what a mix is matched to, and how; shared by `master`, `render` and `solve`.
struct ReferenceOptions: ParsableArguments {
  @Option(
    name: .customLong("reference"),
    help: ArgumentHelp(
      "What to match to: audio, a profile, a drawn curve or slot:N; may be repeated.",
      valueName: "file|slot:n"), completion: .file())
  var references: [String] = []

  @Option(
    name: .customLong("weight"),
    help: ArgumentHelp(
      "How much a reference counts beside the others; one for each, in their order.",
      valueName: "weight"))
  var weights: [Double] = []

  @Option(
    help: ArgumentHelp(
      "The mix's own spectrum: a profile of it, audio or slot:N, in place of measuring.",
      valueName: "file|slot:n"), completion: .file())
  var source: String?

  @Option(
    help: ArgumentHelp("What matching does to phase, and so the latency.", valueName: "phase"))
  var phase: PhaseMode?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much of the difference is taken: 100 % all of it, below 0 away from it.",
      valueName: "%"))
  var match: String?

  @Option(
    help: ArgumentHelp(
      "How far the side gets a curve of its own; at 0 it has the mid's.", valueName: "%"))
  var matchSide: String?

  @Option(help: ArgumentHelp("The width of the curve's smoothing.", valueName: "octaves"))
  var matchSmoothing: String?

  @Option(help: ArgumentHelp("The largest boost or cut.", valueName: "db"))
  var matchLimit: String?

  @Option(help: ArgumentHelp("The lower end of what is matched.", valueName: "hz"))
  var matchLow: String?

  @Option(help: ArgumentHelp("The upper end of what is matched.", valueName: "hz"))
  var matchHigh: String?

  /// The ports that are set by value.
  private var values: [(control: Control, text: String?)] {
    [
      (.match, match), (.matchSide, matchSide), (.matchSmoothing, matchSmoothing),
      (.matchLimit, matchLimit), (.matchLow, matchLow), (.matchHigh, matchHigh),
    ]
  }

  /// Sets the ports the options name, over what `--set` says of them.
  func apply(to settings: inout Settings, assigned: inout Set<Control>) throws {
    for (control, text) in values {
      guard let text else { continue }
      do {
        assigned.insert(try settings.assign("\(control.symbol)=\(text)"))
      } catch {
        throw ValidationError(error.description)
      }
    }
    if let phase {
      settings.phase = phase
      assigned.insert(.phase)
    }
    try refuseTwoAnswers(!references.isEmpty, .reference, assigned)
    try refuseTwoAnswers(source != nil, .source, assigned)
  }

  /// What the options and the ports ask the chain to match, not read yet.
  private func inputs(_ settings: Settings) throws -> MatchInputs {
    let weights = try readWeights()
    var inputs = MatchInputs(settings: settings)
    if !references.isEmpty {
      inputs.references = try zip(references, weights).map { (try Self.origin($0), $1) }
    }
    if let source { inputs.source = try Self.origin(source) }
    return inputs
  }

  /// Reads what is to be matched, and sets the ports to the slots that are.
  ///
  /// Where references are kept their profiles have all that a profile has.
  func spectra(
    for settings: inout Settings, keepsReferences: Bool = false, progress: Progress
  ) throws -> MatchSpectra {
    try MatchSpectra(
      reading: try inputs(settings), settings: &settings, keepsReferences: keepsReferences,
      progress: progress)
  }

  /// The references and the mix's own profile as the options name them.
  func describe(_ request: inout MasteringRequest) throws {
    request.references = try zip(references, readWeights()).map { ($0, $1) }
    request.source = source
  }

  /// The files that are read.
  var paths: [String] { references + [source].compactMap { $0 } }

  private func refuseTwoAnswers(
    _ isOption: Bool, _ control: Control, _ assigned: Set<Control>
  ) throws {
    guard isOption, assigned.contains(control) else { return }
    throw ValidationError(
      """
      --\(control.symbol) and --set \(control.symbol)=… both name the \(control.symbol); leave one \
      of them out.
      """)
  }

  /// Reads what a reference or a source is taken from.
  static func origin(_ text: String) throws -> SpectrumOrigin {
    guard let origin = SpectrumOrigin(text) else {
      throw ValidationError("The library's slots are slot:1 to slot:16, not “\(text)”.")
    }
    return origin
  }

  private func readWeights() throws -> [Double] {
    if weights.isEmpty { return references.map { _ in 1 } }
    if references.isEmpty { throw ValidationError("--weight goes with --reference.") }
    guard weights.count == references.count else {
      throw ValidationError(
        """
        There are \(references.count) references and \(weights.count) weights; give one for each, or \
        none.
        """)
    }
    guard weights.allSatisfy({ $0 > 0 && $0 <= 1_000 }) else {
      throw ValidationError("--weight takes numbers above 0, up to 1000.")
    }
    return weights
  }
}
