struct CompanionCommand {
  init(_ options: Options, _ report: Report) {}
  func run() throws(BenchFault) {}
  func run(after: StagesCommand.Costs) throws(BenchFault) {}
}
