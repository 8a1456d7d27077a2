/// A command that is timed, and what it is compared with.
struct Companion {
  /// What people read.
  let name: String
  /// Programs that are run one after the other.
  let steps: [Step]
  /// The name of ours that does the same work; nil where this is ours.
  var ours: String?

  /// One program; its arguments may depend on what the steps before have printed on standard error.
  struct Step {
    let program: String
    let arguments: (_ errors: String) throws(BenchFault) -> [String]

    /// A program with its arguments.
    init(_ program: String, _ arguments: [String]) {
      self.program = program
      self.arguments = { _ in arguments }
    }

    /// A program whose arguments depend on what was printed.
    init(
      _ program: String, following arguments: @escaping (String) throws(BenchFault) -> [String]
    ) {
      self.program = program
      self.arguments = arguments
    }
  }
}
