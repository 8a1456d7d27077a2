public import AuralMind
import Foundation

extension Turtle {
  /// A preset as Turtle, the form hosts keep presets in.
  ///
  /// - Parameters:
  ///   - uri: The preset's own URI; `""` for the file's.
  ///   - label: The name people read.
  ///   - comment: What it is for.
  ///   - values: The port values it sets, in the ports' own units.
  ///   - state: What the plugin is to know beside its ports; nothing leaves that as it is.
  /// - Returns: The whole text of the file.
  public static func preset(
    uri: String, label: String, comment: String, values: [(control: Control, value: Float)],
    state: [StateProperty] = []
  ) -> String {
    let ports = values.map { control, value in
      """
      \t\tlv2:symbol \(literal(control.symbol)) ;
      \t\tpset:value \(decimal(value))

      """
    }
    let stateNames = state.isEmpty ? [] : ["auralmind", "state", "xsd"]
    return prefixes((["lv2", "pset", "rdfs"] + stateNames).sorted()) + """

      <\(uri)>
      \ta pset:Preset ;
      \tlv2:appliesTo <\(pluginURI)> ;
      \trdfs:label \(literal(label)) ;
      \trdfs:comment \(literal(comment)) ;
      \tlv2:port [

      """ + ports.joined(separator: "\t] , [\n") + "\t]\(block(of: state)) .\n"
  }

  /// A value with a point and without an exponent, even of a whole number: lv2file passes over values that
  /// Turtle reads as integers, and an exponent makes another type of them.
  private static func decimal(_ value: Float) -> String {
    let text = "\(value)"
    // Fifty places hold every bit of what a port can be told from 0 by.
    return text.contains("e") ? String(format: "%.50f", Double(value)) : text
  }

  /// The statement of a state, after those of the ports.
  private static func block(of state: [StateProperty]) -> String {
    guard !state.isEmpty else { return "" }
    return " ;\n\tstate:state [\n" + state.map(\.turtle).joined(separator: " ;\n") + "\n\t]"
  }
}
