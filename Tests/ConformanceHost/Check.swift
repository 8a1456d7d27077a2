/// What is checked, one thing at a time, each in a process of its own.
enum Check: String, CaseIterable {
  case openClose = "open-close"
  case ratesAndBlocks = "rates-and-blocks"
  case hostileSound = "hostile-sound"
  case hostileParameters = "hostile-parameters"
  case automation
  case stateTrip = "state-trip"
  case mutatedStates = "mutated-states"
  case restoreWhileRunning = "restore-while-running"
  case presets
  case crowd
  case neighbours
  case bypass
  case freewheel
  case reactivation
  case processorState = "processor-state"
  case stack

  /// Looks at the plugin; `isDeep` asks for every case there is.
  func run(_ plugin: PluginUnderTest, _ findings: Findings, isDeep: Bool) {
    switch self {
    case .openClose: checkOpenClose(plugin, findings)
    case .ratesAndBlocks: checkRatesAndBlocks(plugin, findings, isDeep: isDeep)
    case .hostileSound: checkHostileSound(plugin, findings, isDeep: isDeep)
    case .hostileParameters: checkHostileParameters(plugin, findings, isDeep: isDeep)
    case .automation: checkAutomation(plugin, findings, isDeep: isDeep)
    case .stateTrip: checkStateTrip(plugin, findings)
    case .mutatedStates: checkMutatedStates(plugin, findings, isDeep: isDeep)
    case .restoreWhileRunning: checkRestoreWhileRunning(plugin, findings, isDeep: isDeep)
    case .presets: checkPresets(plugin, findings)
    case .crowd: checkCrowd(plugin, findings)
    case .neighbours: checkNeighbours(plugin, findings)
    case .bypass: checkBypass(plugin, findings)
    case .freewheel: checkFreewheel(plugin, findings)
    case .reactivation: checkReactivation(plugin, findings)
    case .processorState: checkProcessorState(plugin, findings)
    case .stack: checkStack(plugin, findings)
    }
  }
}
