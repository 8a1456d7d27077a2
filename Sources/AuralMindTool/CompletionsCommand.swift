import ArgumentParser

/// Prints what teaches a shell to complete the tool's command lines, for what installs it.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints the completions for a shell.", shouldDisplay: false)

  /// A shell that completes.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// The shell as the parser names it.
    var parsers: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: "The shell.")
  var shell: Shell

  func run() {
    Terminal.line(RootCommand.completionScript(for: shell.parsers))
  }
}
