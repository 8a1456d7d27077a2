/// An argument, an option or a flag as the parser describes it.
struct ArgumentDescription: Decodable {
  /// How it is given.
  enum Kind: String, Decodable {
    case positional, option, flag
  }

  /// One of its names.
  struct Name: Decodable {
    /// `long`, `short` or `longWithSingleDash`.
    let kind: String
    /// The name without its hyphens.
    let name: String

    /// The name as it is typed.
    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  /// How it is given.
  let kind: Kind
  /// Whether help shows it.
  let shouldDisplay: Bool
  /// Whether it may be left out.
  let isOptional: Bool
  /// Whether it may be repeated.
  let isRepeating: Bool
  /// All its names; none where it is positional.
  let names: [Name]?
  /// What its value is called.
  let valueName: String?
  /// Its value where it is left out.
  let defaultValue: String?
  /// Every value it takes, where they can be counted.
  let allValues: [String]?
  /// What it is for.
  let abstract: String?
  /// What else there is to say.
  let discussion: String?

  /// Whether every command has it.
  var isGeneral: Bool {
    (names ?? []).contains { ["help", "version"].contains($0.name) }
  }

  /// Its names and value as they are typed, the short name first.
  var tag: [RoffText] {
    let value = RoffText.italic(valueName ?? "value")
    guard kind != .positional else { return [value] }
    let typed = (names ?? []).sorted { $0.typed.count < $1.typed.count }.map(\.typed)
    let separated = typed.flatMap { [RoffText.plain(", "), .bold($0)] }.dropFirst()
    return separated + (kind == .option ? [.plain(" "), value] : [])
  }

  /// What it is in a line of usage: brackets round what may be left out, dots after what may be
  /// repeated.
  var usage: [RoffText] {
    let value = RoffText.italic(valueName ?? "value")
    let name = (names ?? []).first { $0.kind == "long" } ?? names?.first
    var text: [RoffText] = name.map { [.bold($0.typed)] } ?? []
    if kind == .option { text.append(.plain(" ")) }
    if kind != .flag { text.append(value) }
    if isOptional { text = [.plain("[")] + text + [.plain("]")] }
    return isRepeating ? text + [.plain("...")] : text
  }

  /// What it is for, the values it takes and what it is where it is left out.
  var explanation: String {
    var sentences = [abstract, discussion].compactMap { $0 }.filter { !$0.isEmpty }
    if let values = allValues, !values.isEmpty {
      sentences.append("One of \(values.joined(separator: ", ")).")
    }
    if let defaultValue, kind != .flag, abstract?.contains("[default:") != true {
      sentences.append("The default is \(defaultValue).")
    }
    return sentences.joined(separator: " ")
  }
}
