public import AuralMind

extension Turtle {
  /// A preset as Turtle, the form hosts keep presets in.
  ///
  /// - Parameters:
  ///   - uri: The preset's own URI; `""` for the file's.
  ///   - label: The name people read.
  ///   - comment: What it is for.
  ///   - values: The port values it sets, in the ports' own units.
  /// - Returns: The whole text of the file.
  public static func preset(
    uri: String, label: String, comment: String, values: [(control: Control, value: Float)]
  ) -> String {
    // A decimal even for whole numbers: lv2file passes over values that Turtle reads as integers.
    let ports = values.map { control, value in
      """
      \t\tlv2:symbol \(literal(control.symbol)) ;
      \t\tpset:value \(value)

      """
    }
    return prefixes("lv2", "pset", "rdfs") + """

      <\(uri)>
      \ta pset:Preset ;
      \tlv2:appliesTo <\(pluginURI)> ;
      \trdfs:label \(literal(label)) ;
      \trdfs:comment \(literal(comment)) ;
      \tlv2:port [

      """ + ports.joined(separator: "\t] , [\n") + "\t] .\n"
  }
}
