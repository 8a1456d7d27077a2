/// The program that is running.
enum OwnProgram {
  /// Where it lies.
  static let path = CommandLine.arguments[0]
}
