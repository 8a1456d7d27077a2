public import AuralMind

/// A preset of somebody's own, as an LV2 bundle of two files: what the ports are set to, and the profiles
/// that they mean, so that it is whole on any machine.
public struct UserPreset: Sendable {
  /// The file by which hosts know what is in the bundle.
  public static let manifestFileName = "manifest.ttl"
  /// The file of the preset itself.
  public static let presetFileName = "preset.ttl"

  /// What stands for the content of the reference where there is none, as the plugin saves it.
  private static let noReference = "* none\n"

  /// The name hosts list it by.
  public let name: PresetName
  /// What it is, for people.
  public let comment: String
  /// What its ports are set to.
  public let settings: Settings
  /// The file of the reference that counts while the port `reference` is 0; empty where there is none.
  public let reference: [UInt8]
  /// The files of the slots that its ports name, by number from 1 to 16.
  public let slots: [Int: [UInt8]]

  /// Creates a preset.
  public init(
    name: PresetName, comment: String, settings: Settings, reference: [UInt8],
    slots: [Int: [UInt8]]
  ) {
    self.name = name
    self.comment = comment
    self.settings = settings
    self.reference = reference
    self.slots = slots
  }

  /// Every input port with its value, but for what is the host's own business: bypass, freewheel and the
  /// reset button.
  public var values: [(control: Control, value: Float)] {
    let hosts: [Control] = [.enabled, .freewheel, .reset]
    return Control.allCases.filter { $0.kind == .input && !hosts.contains($0) }
      .map { ($0, settings[$0]) }
  }

  /// What the plugin itself would keep of these profiles in a session.
  ///
  /// Without a reference it says so: otherwise the one in use would stay.
  public var state: [StateProperty] {
    let content = reference.isEmpty ? Array(Self.noReference.utf8) : reference
    return [StateProperty(name: "referenceContent", bytes: content)]
      + slot("referenceSlot", settings.referenceSlot) + slot("sourceSlot", settings.sourceSlot)
  }

  /// The preset's own file.
  public var turtle: String {
    Turtle.preset(uri: "", label: name.text, comment: comment, values: values, state: state)
  }

  /// The manifest of its bundle; the same for every preset of that name.
  public var manifest: String { Self.manifest(name) }

  /// The manifest of the bundle of a preset of that name, which goes by its file.
  public static func manifest(_ name: PresetName) -> String {
    Turtle.prefixes("lv2", "pset", "rdfs") + """

      <\(presetFileName)>
      \ta pset:Preset ;
      \tlv2:appliesTo <\(Turtle.pluginURI)> ;
      \trdfs:label \(Turtle.literal(name.text)) ;
      \trdfs:seeAlso <\(presetFileName)> .

      """
  }

  /// A slot as a session keeps it: its number in four bytes, the least first, then its file.
  private func slot(_ name: String, _ number: Int) -> [StateProperty] {
    guard let content = slots[number], !content.isEmpty else { return [] }
    return [StateProperty(name: name, bytes: [UInt8(number), 0, 0, 0] + content)]
  }
}
