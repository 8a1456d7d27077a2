import AuralMind

/// Writes the bundle's Turtle, the text by which hosts know the plugin, from the table of ports.
///
/// The text is committed, so that a change of the table shows as a change of the bundle.
public enum Turtle {
  /// A text file of the project.
  public struct File: Sendable {
    /// Where it belongs, from the project's root.
    public let path: String
    /// What is in it.
    public let text: String
  }

  /// Every file that is generated.
  public static var files: [File] {
    [
      File(path: "auralmind.lv2/manifest.ttl", text: manifest),
      File(path: "auralmind.lv2/auralmind.ttl", text: plugin),
    ]
      + FactoryPreset.all.map { File(path: "Presets/\($0.fileName)", text: $0.turtle) }
  }

  /// The plugin's URI.
  public static let pluginURI = "urn:auralmind:mastering"

  /// The first lines of a file: the prefixes it uses.
  static func prefixes(_ names: String...) -> String { prefixes(names) }

  /// The same for a list.
  static func prefixes(_ names: [String]) -> String {
    let known = [
      "atom": "http://lv2plug.in/ns/ext/atom#",
      "auralmind": "\(pluginURI)#",
      "doap": "http://usefulinc.com/ns/doap#",
      "foaf": "http://xmlns.com/foaf/0.1/",
      "log": "http://lv2plug.in/ns/ext/log#",
      "lv2": "http://lv2plug.in/ns/lv2core#",
      "mod": "http://moddevices.com/ns/mod#",
      "opts": "http://lv2plug.in/ns/ext/options#",
      "owl": "http://www.w3.org/2002/07/owl#",
      "param": "http://lv2plug.in/ns/ext/parameters#",
      "patch": "http://lv2plug.in/ns/ext/patch#",
      "pg": "http://lv2plug.in/ns/ext/port-groups#",
      "pprops": "http://lv2plug.in/ns/ext/port-props#",
      "pset": "http://lv2plug.in/ns/ext/presets#",
      "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
      "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
      "rsz": "http://lv2plug.in/ns/ext/resize-port#",
      "state": "http://lv2plug.in/ns/ext/state#",
      "time": "http://lv2plug.in/ns/ext/time#",
      "units": "http://lv2plug.in/ns/extensions/units#",
      "urid": "http://lv2plug.in/ns/ext/urid#",
      "work": "http://lv2plug.in/ns/ext/worker#",
      "xsd": "http://www.w3.org/2001/XMLSchema#",
    ]
    return names.map { name in
      guard let uri = known[name] else { preconditionFailure("no prefix \(name)") }
      return "@prefix \(name): <\(uri)> .\n"
    }.joined()
  }

  /// A string literal of any text: what could end it, or the line, is escaped (RDF 1.1 Turtle, §2.5.1).
  static func literal(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\", "\"": return "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return "\(scalar)"
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// A literal of several lines, which stay lines; the text has neither backslashes nor quotation marks.
  static func lines(_ text: String) -> String {
    precondition(!text.contains { $0 == "\\" || $0 == "\"" })
    return "\"\"\"\(text)\"\"\""
  }

  /// A string literal.
  static func literal(_ text: StaticString) -> String { literal(text.description) }

  /// A number of a port: whole where the port takes whole numbers only.
  static func number(_ value: Float, of control: Control) -> String {
    control.isInteger ? "\(Int(value))" : "\(value)"
  }
}
