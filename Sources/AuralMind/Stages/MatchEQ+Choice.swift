import AuralDSP

/// What the match EQ is to bring where: what the choice of spectra asks for.
extension MatchEQ {
  /// What a curve is made of; nothing is changed (see `TrackFollower.update` for why it is said to be).
  @_noLocks
  mutating func request(_ key: MatchKey) -> MatchRequest {
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
}
