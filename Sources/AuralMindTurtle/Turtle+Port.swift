import AuralMind

extension Turtle {
  /// The lines of one port, without its brackets.
  static func port(_ control: Control) -> String {
    let parameter = control.parameter
    let facts =
      [
        "a \(classes(of: control))",
        "lv2:index \(control.rawValue)",
        "lv2:symbol \(literal(parameter.symbol))",
        "lv2:name \(literal(parameter.name))",
        "lv2:shortName \(literal(parameter.shortName))",
        "rdfs:comment \(literal(parameter.comment))",
      ] + place(of: control, in: parameter.group) + values(of: control, parameter)
    return facts.map { "\t\t\($0)" }.joined(separator: " ;\n") + "\n"
  }

  private static func classes(of control: Control) -> String {
    switch control.kind {
    case .audioInput: "lv2:AudioPort , lv2:InputPort"
    case .audioOutput: "lv2:AudioPort , lv2:OutputPort"
    case .eventInput: "atom:AtomPort , lv2:InputPort"
    case .eventOutput: "atom:AtomPort , lv2:OutputPort"
    case .input: "lv2:ControlPort , lv2:InputPort"
    case .output: "lv2:ControlPort , lv2:OutputPort"
    }
  }

  private static func place(of control: Control, in group: Parameter.Group) -> [String] {
    let designation: String? =
      switch control {
      case .inLeft, .outLeft: "pg:left"
      case .inRight, .outRight: "pg:right"
      case .control, .notify: "lv2:control"
      case .enabled: "lv2:enabled"
      case .freewheel: "lv2:freeWheeling"
      case .latency: "lv2:latency"
      default: nil
      }
    return ["pg:group \(name(of: group))"] + (designation.map { ["lv2:designation \($0)"] } ?? [])
  }

  private static func values(of control: Control, _ parameter: Parameter) -> [String] {
    switch control.kind {
    case .audioInput, .audioOutput: []
    case .eventInput, .eventOutput:
      [
        "atom:bufferType atom:Sequence",
        "atom:supports patch:Message\(control == .control ? " , time:Position" : "")",
        "rsz:minimumSize \(eventBytes)", "lv2:portProperty lv2:connectionOptional",
      ]
    case .input, .output: range(of: control) + display(of: control, parameter)
    }
  }

  /// Room for a message with the longest path, 4,095 bytes, and for dozens of a hundred bytes.
  private static let eventBytes = 8192

  private static func range(of control: Control) -> [String] {
    let range = control.range
    return [
      "lv2:default \(number(range.initial, of: control))",
      "lv2:minimum \(number(range.lowest, of: control))",
      "lv2:maximum \(number(range.highest, of: control))",
    ]
  }

  private static func display(of control: Control, _ parameter: Parameter) -> [String] {
    var facts: [String] = []
    let properties = properties(of: control, parameter.style)
    if !properties.isEmpty {
      facts.append("lv2:portProperty \(properties.joined(separator: " , "))")
    }
    if let unit = parameter.unit { facts.append("units:unit \(name(of: unit))") }
    if let steps = parameter.rangeSteps { facts.append("pprops:rangeSteps \(steps)") }
    facts.append("pprops:displayPriority \(parameter.displayPriority)")
    let points = parameter.scalePoints.map { point in
      "[ rdfs:label \(literal(point.label)) ; rdf:value \(number(point.value, of: control)) ]"
    }
    if !points.isEmpty {
      facts.append("lv2:scalePoint \(points.joined(separator: " ,\n\t\t\t"))")
    }
    return facts
  }

  private static func properties(of control: Control, _ style: Parameter.Style) -> [String] {
    var properties: [String] =
      switch style {
      case .toggle: ["lv2:toggled"]
      case .trigger: ["lv2:toggled", "pprops:trigger"]
      case .enumeration: ["lv2:integer", "lv2:enumeration"]
      case .logarithmic: ["pprops:logarithmic"]
      case .linear: control.isInteger ? ["lv2:integer"] : []
      }
    if control == .latency { properties.append("lv2:reportsLatency") }
    // It changes the latency, and with it what the host does to every other track.
    if control == .phase { properties += ["pprops:expensive", "pprops:causesArtifacts"] }
    // The host's own affairs: it has its own buttons and readings for them.
    if control == .freewheel || control == .latency { properties.append("pprops:notOnGUI") }
    return properties
  }
}
