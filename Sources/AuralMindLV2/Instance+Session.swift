import AuralMind
import CLV2

/// What a session keeps.
///
/// Properties that a preset or an older session leaves out change nothing, and neither does what
/// cannot be read.
extension Instance {
  /// Hands everything that has to outlive the session to the host.
  func save(
    store: LV2_State_Store_Function?, handle: LV2_State_Handle?, features: HostFeatures
  ) -> LV2_State_Status {
    guard let vocabulary else { return LV2_STATE_ERR_NO_FEATURE }
    guard let store = unsafe store else { return LV2_STATE_ERR_UNKNOWN }
    var writer = unsafe SessionWriter(
      store: store, handle: handle, vocabulary: vocabulary, features: features)
    writer.put(vocabulary.learned, state.loudness.record())
    writer.put(vocabulary.learnedSpectrum, state.spectrum.record())
    let profiles = unsafe shelf.pointee.current
    writer.put(vocabulary.referenceContent, SessionReference.stored(profiles.reference))
    if !profiles.path.isEmpty { writer.put(vocabulary.referenceProfile, path: profiles.path) }
    let slots = state.slotsInUse
    if let slot = SessionSlot.stored(slots.reference, of: profiles) {
      writer.put(vocabulary.referenceSlot, slot)
    }
    if let slot = SessionSlot.stored(slots.source, of: profiles) {
      writer.put(vocabulary.sourceSlot, slot)
    }
    return writer.status
  }

  /// Takes over what the host's session knows.
  ///
  /// Returns the first thing that went wrong; the rest is taken all the same.
  func restore(
    retrieve: LV2_State_Retrieve_Function?, handle: LV2_State_Handle?, features: HostFeatures
  ) -> LV2_State_Status {
    guard let vocabulary else { return LV2_STATE_ERR_NO_FEATURE }
    guard let retrieve = unsafe retrieve else { return LV2_STATE_ERR_UNKNOWN }
    var reader = unsafe SessionReader(
      retrieve: retrieve, handle: handle, vocabulary: vocabulary, features: features)
    if let bytes = reader.chunk(vocabulary.learned), !state.restoreLoudness(bytes) {
      reader.fail()
    }
    if let bytes = reader.chunk(vocabulary.learnedSpectrum), !state.restoreSpectrum(bytes) {
      reader.fail()
    }
    if let bytes = reader.chunk(vocabulary.referenceSlot) {
      if let slot = restore(slot: bytes) {
        state.publishSlots(reference: slot, source: state.slotsInUse.source)
      } else {
        reader.fail()
      }
    }
    if let bytes = reader.chunk(vocabulary.sourceSlot) {
      if let slot = restore(slot: bytes) {
        state.publishSlots(reference: state.slotsInUse.reference, source: slot)
      } else {
        reader.fail()
      }
    }
    let reference = SessionReference(
      path: reader.path(vocabulary.referenceProfile),
      content: reader.chunk(vocabulary.referenceContent))
    if let reference, unsafe !shelf.pointee.restore(reference) { reader.fail() }
    return reader.status
  }

  /// Puts the stored content of a slot into use; the slot, nil where it cannot be read.
  private func restore(slot bytes: [UInt8]) -> Int? {
    guard let slot = SessionSlot(bytes),
      unsafe shelf.pointee.restore(slot: slot.number, content: slot.content)
    else { return nil }
    return slot.number
  }
}
