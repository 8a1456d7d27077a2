/// The program that is running.
enum OwnProgram {
  static let path = CommandLine.arguments[0]
}
