import ArgumentParser
import AuralMind

extension ChainOptions {
  /// The settings of a command that finds the governor's gain itself, and the controls that were set by
  /// symbol; refuses settings under which there is no gain to find.
  func settingsToSolve(
    by command: String
  ) throws -> (settings: Settings, assigned: Set<Control>) {
    let (settings, assigned) = try settings()
    if assigned.contains(.governorGain) || settings.governor != .learn {
      throw ValidationError(
        "\(command) finds the governor's gain itself; use render for a gain of your own.")
    }
    if !settings.isEnabled || settings.listen != .master {
      throw ValidationError("\(command) works on the master; use render for anything else.")
    }
    return (settings, assigned)
  }
}
