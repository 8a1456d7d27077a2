public import AuralMind

extension MasteringOrder {
  /// Takes what `suggest` proposes for the mix, but for the controls that were set by hand.
  ///
  /// Dither belongs to the file, and is never proposed.
  public mutating func takeProposal(for mix: CapturedTrack, keeping assigned: Set<Control>) {
    let preset = assigned.contains(.preset) ? settings.preset : nil
    suggest(mix, reference: spectra.referenceTrack(settings), keeping: preset)
      .apply(to: &settings, keeping: assigned)
  }
}
