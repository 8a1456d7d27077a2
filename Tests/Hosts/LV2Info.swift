import Foundation
import Support

/// What lilv, the library most hosts read bundles with, knows of the plugin.
struct LV2Info {
  /// One port: the values of each field, in lilv's words.
  typealias Port = [String: [String]]

  /// The ports, by index.
  var ports: [Port] = []
  /// The labels of the presets.
  var presets: Set<String> = []

  /// The named values of a port.
  static func scalePoints(_ port: Port) -> [String: Float] {
    let pairs = (port["Scale Points"] ?? []).compactMap { line in
      line.wholeMatch(of: /(\S+) = "(.*)"/).map { (String($0.2), Float($0.1) ?? .nan) }
    }
    return Dictionary(pairs) { $1 }
  }

  /// Reads the bundle through the program `lv2info`.
  init() throws {
    let text = try ShippedBundle.withSearchPath { path in
      try Command(
        "lv2info", ["urn:auralmind:mastering"],
        // LV2's own vocabularies, without which no preset is recognised, are installed beside.
        environment: ["LV2_PATH": "\(path.path):/usr/lib/lv2"])
    }
    guard text.status == 0 else { throw ShippedBundle.Missing(description: text.log) }
    var field = ""
    for line in text.output.split(separator: "\n", omittingEmptySubsequences: true) {
      if line.wholeMatch(of: /\tPort \d+:/) != nil {
        ports.append([:])
        field = ""
        continue
      }
      if let match = line.wholeMatch(of: /\t\t?([A-Z][A-Za-z ]*):\s*(.*)/) {
        field = String(match.1)
        add(String(match.2), to: field)
      } else {
        add(String(line), to: field)
      }
    }
  }

  private mutating func add(_ text: String, to field: String) {
    let value = text.trimmingCharacters(in: .whitespaces)
    guard !value.isEmpty else { return }
    if ports.isEmpty {
      if field == "Presets" { presets.insert(value) }
    } else {
      ports[ports.count - 1][field, default: []].append(value)
    }
  }
}
