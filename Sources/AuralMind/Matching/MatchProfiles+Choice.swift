import AuralDSP

/// What the match EQ is to bring where: the choice of spectra.
///
/// Asked every quantum, so of the spectra alone: the stage as a whole holds so much within itself that
/// a question would copy it.
extension MatchProfiles {
  @_noLocks
  private func referencePlace(_ settings: Settings) -> MatchPlace? {
    let place: MatchPlace = settings.referenceSlot > 0 ? .slot(settings.referenceSlot) : .reference
    return has(place) ? place : nil
  }

  /// Where the spectrum of the mix is; nil where it is what was learned.
  @_noLocks
  func sourcePlace(_ settings: Settings) -> MatchPlace? {
    let place: MatchPlace = settings.sourceSlot > 0 ? .slot(settings.sourceSlot) : .source
    return has(place) ? place : nil
  }

  /// The curve that the settings ask for; nil where the stage is to be out of the path.
  ///
  /// - Parameters:
  ///   - settings: What is asked for.
  ///   - learnedFrames: How many analysis frames of the mix are known.
  ///   - learnedVersion: How often what is known of it has changed.
  /// - Returns: Everything the curve depends on.
  @_noLocks
  func wantedKey(
    _ settings: Settings, learnedFrames: Float, learnedVersion: Int
  ) -> MatchKey? {
    guard settings.matchPercent != 0 else { return nil }
    let reference = referencePlace(settings)
    let source = sourcePlace(settings)
    let values = settings.preset.matchValues
    let isLearned = reference != nil && source == nil
    if reference == nil && values.strength == 0 { return nil }
    if isLearned && learnedFrames < MatchLearning.leastFrames { return nil }
    return MatchKey(
      reference: reference, source: source, profilesVersion: version,
      learnedVersion: isLearned ? learnedVersion : 0, phase: settings.phase, preset: values,
      percent: settings.matchPercent, sidePercent: settings.matchSidePercent,
      smoothingOctaves: settings.matchSmoothingOctaves,
      limitDecibels: settings.matchLimitDecibels, lowHertz: settings.matchLowHertz,
      highHertz: settings.matchHighHertz)
  }

  /// What there is to say of the choice.
  @_noLocks
  func state(
    _ settings: Settings, learnedFrames: Float, hasProfileFault: Bool
  ) -> MatchState {
    let reference = referencePlace(settings)
    let source = sourcePlace(settings)
    let isReferenceMissing = settings.referenceSlot > 0 && reference == nil
    let isSourceMissing = settings.sourceSlot > 0 && source == nil
    if hasProfileFault || isReferenceMissing || isSourceMissing { return .error }
    if reference == nil { return .none }
    let isKnown = source != nil || learnedFrames >= MatchLearning.knownFrames
    return isKnown ? .matched : .learning
  }
}
