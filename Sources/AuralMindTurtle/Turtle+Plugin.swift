import AuralMind

extension Turtle {
  /// `auralmind.ttl`: the plugin, its sections, units, properties and ports.
  static var plugin: String {
    prefixes(
      "atom", "auralmind", "doap", "foaf", "log", "lv2", "mod", "opts", "owl", "param", "patch",
      "pg",
      "pprops", "rdf", "rdfs", "rsz", "state", "time", "units", "urid", "work")
      + units + properties + groups + project + """

        <\(pluginURI)>
        \ta lv2:Plugin , lv2:DynamicsPlugin , doap:Project ;
        \tlv2:project <urn:auralmind> ;
        \tdoap:name "AuralMind Mastering" ;
        \tlv2:shortName "AuralMind" ;
        \tdoap:shortdesc "Brings a mix to a loudness under a true-peak ceiling, and towards the sound of a reference." ;
        \tdoap:license <\(license)> ;
        \tdoap:maintainer <urn:auralmind#authors> ;
        \trdfs:comment \(literal(comment)) ;
        \tlv2:documentation \(lines(documentation)) ;
        \tlv2:minorVersion 4 ;
        \tlv2:microVersion 2 ;
        \tlv2:optionalFeature lv2:hardRTCapable , urid:map , work:schedule , log:log , opts:options ,
        \t\tstate:threadSafeRestore , state:mapPath , state:freePath ;
        \topts:supportedOption param:sampleRate ;
        \tlv2:extensionData state:interface , work:interface ;
        \tpatch:readable auralmind:learnedGain ;
        \tpatch:writable auralmind:referenceProfile ;
        \tpg:mainInput auralmind:group_input ;
        \tpg:mainOutput auralmind:group_output ;
        \tlv2:port [

        """ + Control.allCases.map(port).joined(separator: "\t] , [\n") + "\t] .\n"
  }

  private static let license = "http://spdx.org/licenses/GPL-3.0-or-later"

  /// What the plugin is part of, and who made it.
  private static var project: String {
    """

    <urn:auralmind>
    \ta doap:Project ;
    \tdoap:name "AuralMind" ;
    \tdoap:shortdesc "Mastering for Linux: an LV2 plugin and a command line with the same chain." ;
    \tdoap:license <\(license)> ;
    \tdoap:programming-language "Swift" ;
    \tdoap:maintainer <urn:auralmind#authors> .

    <urn:auralmind#authors>
    \ta foaf:Person ;
    \tfoaf:name "The AuralMind authors" .

    """
  }

  private static var units: String {
    [
      (Parameter.Unit.lufs, "Loudness relative to full scale, after ITU-R BS.1770."),
      (.lu, "Loudness units: a difference of two loudness levels, after EBU Tech 3341."),
      (.dBTP, "Decibels of true peak relative to full scale, after ITU-R BS.1770."),
    ].map { unit, comment in
      """

      \(name(of: unit))
      \ta units:Unit ;
      \trdfs:label \(literal(unit.symbol)) ;
      \trdfs:comment \(literal(comment)) ;
      \tunits:render \(literal("%f \(unit.symbol)")) ;
      \tunits:symbol \(literal(unit.symbol)) .

      """
    }.joined()
  }

  private static var groups: String {
    Parameter.Group.allCases.map { group in
      """

      \(name(of: group))
      \ta \(kinds(of: group)) ;
      \(group == .output ? "\tpg:source \(name(of: .input)) ;\n" : "")\
      \tlv2:name \(literal(group.name)) ;
      \tlv2:symbol \(literal("group_\(group.symbol)")) .

      """
    }.joined()
  }

  private static func kinds(of group: Parameter.Group) -> String {
    switch group {
    case .input: "pg:StereoGroup , pg:InputGroup"
    case .output: "pg:StereoGroup , pg:OutputGroup"
    default: "pg:Group"
    }
  }

  /// The name of a section of the panel.
  static func name(of group: Parameter.Group) -> String { "auralmind:group_\(group.symbol)" }

  /// The name of a unit: LV2's own where it has one.
  static func name(of unit: Parameter.Unit) -> String {
    switch unit {
    case .decibels: "units:db"
    case .dBTP: "auralmind:dBTP"
    case .lufs: "auralmind:LUFS"
    case .lu: "auralmind:LU"
    case .hertz: "units:hz"
    case .octaves: "units:oct"
    case .percent: "units:pc"
    case .frames: "units:frame"
    case .coefficient: "units:coef"
    }
  }
}
