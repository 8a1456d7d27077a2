/// What this is, and which edition of it.
enum Release {
  /// The name of the project.
  static let project = "AuralMind"
  /// The version, as the changelog has it at its top.
  static let version = "0.1.0"
  /// The day of the release, or of the last word on one to come.
  static let day = "2026-11-25"
  /// What `--version` prints.
  static let line = "auralmind \(version)"
}
