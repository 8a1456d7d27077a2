extension Turtle {
  /// `manifest.ttl`: what is in the bundle, and in which file.
  static var manifest: String {
    let head =
      prefixes("lv2", "pset", "rdfs") + """

        <\(pluginURI)>
        \ta lv2:Plugin ;
        \tlv2:binary <auralmind.so> ;
        \trdfs:seeAlso <auralmind.ttl> .

        """
    return head
      + FactoryPreset.all.map { preset in
        """

        <\(preset.uri)>
        \ta pset:Preset ;
        \tlv2:appliesTo <\(pluginURI)> ;
        \trdfs:label \(literal(preset.label)) ;
        \trdfs:seeAlso <\(preset.fileName)> .

        """
      }.joined()
  }
}
