import AuralMind

extension Turtle {
  /// What the plugin says and hears of itself in messages, and what it keeps in a session.
  static var properties: String { messages + kept + vocabularyOfOthers }

  private static var messages: String {
    let range = Control.appliedGain.range
    return """

      auralmind:learnedGain
      \ta lv2:Parameter ;
      \trdfs:label "Learned gain" ;
      \trdfs:comment "The gain the governor has arrived at." ;
      \trdfs:range atom:Float ;
      \tlv2:default \(range.initial) ;
      \tlv2:minimum \(range.lowest) ;
      \tlv2:maximum \(range.highest) ;
      \tunits:unit units:db .

      auralmind:referenceProfile
      \ta lv2:Parameter ;
      \trdfs:label "Reference profile" ;
      \trdfs:comment "The file of the profile that is matched to while the slot of the reference is \
      0. An empty path is no reference." ;
      \trdfs:range atom:Path ;
      \tmod:fileTypes "amprofile,frd,csv,txt" .

      """
  }

  private static var kept: String {
    [
      ("learned", "Learned loudness", "What the governor has learned of the programme."),
      ("learnedSpectrum", "Learned spectrum", "What has been learned of the mix's spectrum."),
      ("referenceContent", "Content of the reference profile", "The bytes of its file."),
      (
        "referenceSlot", "Slot of the reference",
        "Its number in four bytes, the least first, then the bytes of its file."
      ),
      (
        "sourceSlot", "Slot of the source",
        "Its number in four bytes, the least first, then the bytes of its file."
      ),
    ].map { name, label, comment in
      """

      auralmind:\(name)
      \ta rdf:Property ;
      \trdfs:label \(literal(label)) ;
      \trdfs:comment \(literal("\(comment) Saved in a session.")) ;
      \trdfs:range atom:Chunk .

      """
    }.joined()
  }

  /// What validators do not know: LV2 has no word for the endings of a file's name, so hosts have
  /// taken MOD's.
  private static var vocabularyOfOthers: String {
    """

    mod:fileTypes
    \ta rdf:Property , owl:DatatypeProperty ;
    \trdfs:label "file types" .

    """
  }
}
