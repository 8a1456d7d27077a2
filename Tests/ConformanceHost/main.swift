import Foundation

/// Looks at a plugin in one way: `ConformanceHost URI CHECK [deep]`.
///
/// It finds the plugin in LV2_PATH and looks at it in one way. Exit status 0 when nothing is wrong, 1 with a
/// sentence for each finding, 2 where there is nothing to look at.
let arguments = CommandLine.arguments
guard arguments.count >= 3, let check = Check(rawValue: arguments[2]) else {
  print("usage: ConformanceHost URI CHECK [deep]")
  print("checks: " + Check.allCases.map(\.rawValue).joined(separator: " "))
  exit(2)
}
guard let plugin = PluginUnderTest(uri: arguments[1]) else {
  print("there is no plugin \(arguments[1]) in LV2_PATH")
  exit(2)
}
let findings = Findings()
check.run(plugin, findings, isDeep: arguments.dropFirst(3).contains("deep"))
for sentence in findings.sentences { print(sentence) }
print("\(check.rawValue): \(findings.cases) cases, \(findings.sentences.count) findings")
exit(findings.sentences.isEmpty && findings.cases > 0 ? 0 : 1)
