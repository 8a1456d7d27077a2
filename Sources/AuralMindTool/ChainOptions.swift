public import ArgumentParser
public import AuralMind
public import AuralMindOffline

/// What shells offer for `--set`: every symbol, with each of its values where they have names.
private let assignmentBeginnings = Control.allCases.filter { $0.kind == .input }.flatMap {
  control in
  (control.namedValues.isEmpty ? [""] : control.namedValues).map { "\(control.symbol)=\($0)" }
}

/// The options that choose what the chain does, shared by `master`, `render` and `solve`.
struct ChainOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The character of the master; auralmind presets lists them.",
      valueName: "preset"))
  var preset: Preset?

  @Option(
    help: ArgumentHelp(
      "Where the master goes; auralmind presets lists the deliveries.",
      valueName: "delivery"))
  var delivery: Delivery?

  @Option(
    name: .customLong("target-lufs"), parsing: .unconditional,
    help: ArgumentHelp(
      "The integrated loudness to reach, in LUFS, in place of the delivery's.",
      valueName: "lufs"))
  var targetLUFS: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The true peak not to pass, in dBTP, in place of the delivery's.",
      valueName: "dbtp"))
  var ceiling: String?

  @OptionGroup var matching: ReferenceOptions

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Sets any input control of the plugin by its symbol; may be repeated.",
      valueName: "symbol=value"), completion: .list(assignmentBeginnings))
  var assignments: [String] = []

  /// The settings the options ask for, and the controls the user has set by any of them.
  func settings() throws -> (settings: Settings, assigned: Set<Control>) {
    var settings = Settings()
    if let preset { settings.preset = preset }
    if let delivery { settings.delivery = delivery }
    var assigned: Set<Control> = []
    for assignment in assignments {
      assigned.insert(try usage { () throws(AssignmentError) in try settings.assign(assignment) })
    }
    try matching.apply(to: &settings, assigned: &assigned)
    try takeUpGoal(assigned, in: &settings)
    if preset != nil { assigned.insert(.preset) }
    if delivery != nil { assigned.insert(.delivery) }
    if targetLUFS == nil && ceiling == nil { return (settings, assigned) }
    // What one option leaves open stays as preset and delivery have it.
    let goal = settings.goal
    settings.customTargetLUFS = Float(goal.targetLUFS)
    settings.customCeilingDecibels = Float(goal.ceilingDecibels)
    settings.delivery = .custom
    if let targetLUFS {
      try set(.targetLUFS, to: targetLUFS, in: &settings)
      assigned.insert(.targetLUFS)
    }
    if let ceiling {
      try set(.ceiling, to: ceiling, in: &settings)
      assigned.insert(.ceiling)
    }
    return (settings, assigned)
  }

  /// Lets a target or ceiling that was set by symbol count: its port is heeded in Custom only.
  private func takeUpGoal(_ assigned: Set<Control>, in settings: inout Settings) throws {
    let goalPorts = [Control.targetLUFS, .ceiling].filter(assigned.contains)
    guard let first = goalPorts.first, settings.delivery != .custom else { return }
    guard delivery == nil, !assigned.contains(.delivery) else {
      throw ValidationError(
        """
        \(first.symbol) counts where the delivery is custom, and \(settings.delivery.slug) is asked \
        for; leave one of them out.
        """)
    }
    let goal = settings.goal
    if !assigned.contains(.targetLUFS) { settings.customTargetLUFS = Float(goal.targetLUFS) }
    if !assigned.contains(.ceiling) {
      settings.customCeilingDecibels = Float(goal.ceilingDecibels)
    }
    settings.delivery = .custom
  }

  private func set(_ control: Control, to text: String, in settings: inout Settings) throws {
    _ = try usage { () throws(AssignmentError) in
      try settings.assign("\(control.symbol)=\(text)")
    }
  }

  private func usage<T>(_ body: () throws(AssignmentError) -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw ValidationError(error.description)
    }
  }
}

extension Preset: ExpressibleByArgument {
  /// Reads a preset's command-line name.
  public init?(argument: String) { self.init(slug: argument) }

  /// The command-line names of all presets.
  public static var allValueStrings: [String] { allCases.map { "\($0.slug)" } }
}

extension Delivery: ExpressibleByArgument {
  /// Reads a delivery's command-line name.
  public init?(argument: String) { self.init(slug: argument) }

  /// The command-line names of all deliveries.
  public static var allValueStrings: [String] { allCases.map { "\($0.slug)" } }
}

extension PhaseMode: ExpressibleByArgument {
  /// Reads a phase mode's command-line name.
  public init?(argument: String) {
    guard let mode = Self.allCases.first(where: { $0.argument == argument }) else { return nil }
    self = mode
  }

  /// The command-line names of all phase modes.
  public static var allValueStrings: [String] { allCases.map(\.argument) }

  fileprivate var argument: String { "\(name)".lowercased() }
}

extension WordLength: ExpressibleByArgument {}
