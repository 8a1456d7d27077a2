import AuralDSP

/// What the match EQ is to bring where: the choice of spectra, and what they ask for.
extension MatchEQ {
  @_noLocks
  private func referencePlace(_ settings: Settings) -> MatchPlace? {
    let place: MatchPlace = settings.referenceSlot > 0 ? .slot(settings.referenceSlot) : .reference
    return profiles.has(place) ? place : nil
  }

  /// Where the spectrum of the mix is; nil where it is what was learned.
  @_noLocks
  func sourcePlace(_ settings: Settings) -> MatchPlace? {
    let place: MatchPlace = settings.sourceSlot > 0 ? .slot(settings.sourceSlot) : .source
    return profiles.has(place) ? place : nil
  }

  /// The curve that the settings ask for; nil where the stage is to be out of the path.
  @_noLocks
  func wantedKey(_ settings: Settings) -> MatchKey? {
    guard settings.matchPercent != 0 else { return nil }
    let reference = referencePlace(settings)
    let source = sourcePlace(settings)
    let values = settings.preset.matchValues
    let isLearned = reference != nil && source == nil
    if reference == nil && values.strength == 0 { return nil }
    if isLearned && learning.known.frames < MatchLearning.leastFrames { return nil }
    return MatchKey(
      reference: reference, source: source, profilesVersion: profiles.version,
      learnedVersion: isLearned ? learning.version : 0, phase: settings.phase, preset: values,
      percent: settings.matchPercent, sidePercent: settings.matchSidePercent,
      smoothingOctaves: settings.matchSmoothingOctaves,
      limitDecibels: settings.matchLimitDecibels, lowHertz: settings.matchLowHertz,
      highHertz: settings.matchHighHertz)
  }

  /// What a curve is made of.
  @_noLocks
  func request(_ key: MatchKey) -> MatchRequest {
    let reference: MatchSpectrum? = if let place = key.reference { profiles[place] } else { nil }
    let source: MatchSpectrum? = if let place = key.source { profiles[place] } else { nil }
    // What is known of a few seconds is not taken for the whole song.
    let trust = source == nil ? min(1, learning.known.frames / MatchLearning.knownFrames) : 1
    var request = MatchRequest()
    request.reference = reference
    request.source = source?.bands ?? learning.known.mean
    request.amount = Double(key.percent * 0.01 * trust)
    request.sideAmount = Double(key.sidePercent) * 0.01
    request.smoothingOctaves = Double(key.smoothingOctaves)
    request.limitDecibels = key.preset.limit(Double(key.limitDecibels))
    request.lowPosition = OctaveBands.position(hertz: Double(key.lowHertz))
    request.highPosition = OctaveBands.position(hertz: Double(key.highHertz))
    request.translation = key.preset.translation
    request.translationStrength = key.preset.strength
    request.translationHighShare = key.preset.highShare
    return request
  }

  /// What there is to say of the choice.
  @_noLocks
  func state(_ settings: Settings, hasProfileFault: Bool) -> MatchState {
    let reference = referencePlace(settings)
    let source = sourcePlace(settings)
    let isReferenceMissing = settings.referenceSlot > 0 && reference == nil
    let isSourceMissing = settings.sourceSlot > 0 && source == nil
    if hasProfileFault || isReferenceMissing || isSourceMissing { return .error }
    if reference == nil { return .none }
    let isKnown = source != nil || learning.known.frames >= MatchLearning.knownFrames
    return isKnown ? .matched : .learning
  }
}
