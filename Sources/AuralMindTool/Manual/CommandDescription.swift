/// A command as the parser describes it.
struct CommandDescription: Decodable {
  /// The name it is called by.
  let commandName: String
  /// What it does, in a line.
  let abstract: String?
  /// What else there is to say.
  let discussion: String?
  /// Whether help shows it.
  let shouldDisplay: Bool?
  /// What it takes.
  let arguments: [ArgumentDescription]?
  /// The commands inside it.
  let subcommands: [CommandDescription]?

  /// The commands inside it that people are told of; help explains itself.
  var shownCommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
  }

  /// The arguments that people are told of.
  var shownArguments: [ArgumentDescription] { (arguments ?? []).filter(\.shouldDisplay) }
}
