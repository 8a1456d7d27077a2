public import AuralMind

/// Proposes preset, delivery and amounts for a captured mix, each with its reason.
///
/// The rules go by what does not depend on the level of the mix; where a preset asks nothing of a stage,
/// nothing is proposed for it. A mix without loudness has no proposal.
///
/// - Parameters:
///   - track: The mix, as a capture heard it.
///   - reference: What it is to be matched to; nil for nothing.
///   - preset: A preset that the user has chosen; nil proposes one.
/// - Returns: The proposal.
public func suggest(
  _ track: CapturedTrack, reference: ReferenceTrack? = nil, keeping preset: Preset? = nil
) -> Suggestion {
  guard let spectrum = track.matchSpectrum else { return Suggestion(items: [], notes: []) }
  let traits = TrackTraits(track)
  let character = MixCharacter(traits)
  let chosen = preset ?? character.preset
  let match = reference.map { ReferenceRules.items(traits, mix: spectrum, reference: $0) }
  return Suggestion(
    items: GoalRules.items(traits, character, chosen: preset)
      + ToneRules.items(traits, preset: chosen, hasReference: reference != nil)
      + StereoRules.items(traits, preset: chosen)
      + DynamicsRules.items(traits, character, preset: chosen)
      + (match?.items ?? []),
    notes: FaultNotes.notes(traits, character) + (match?.notes ?? []))
}

/// Hears a mix and proposes preset, delivery and amounts for it.
public func suggest(
  _ file: inout AudioFile, reference: ReferenceTrack? = nil, progress: Progress = { _ in }
) throws(AudioFileError) -> (suggestion: Suggestion, figures: ProgrammeFigures) {
  let track = try measureTrack(&file, depth: .proposal, progress: progress)
  guard track.hasLoudness else { throw .noLoudness(path: file.path) }
  return (suggest(track, reference: reference), track.figures)
}
