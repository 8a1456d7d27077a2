import ArgumentParser

/// Prints a page of the manual, for what installs it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Prints a page of the manual in the macros of man(7).", shouldDisplay: false)

  /// A page of the manual.
  enum Page: String, CaseIterable, ExpressibleByArgument {
    /// auralmind(1).
    case tool
    /// auralmind-profile(5).
    case profile
  }

  @Option(help: "The page.")
  var page = Page.tool

  func run() throws {
    switch page {
    case .tool: print(ToolManual(try ToolDescription(of: RootCommand.self)).source, terminator: "")
    case .profile: print(try ProfileManual().source, terminator: "")
    }
  }
}
