import AuralDSP
public import AuralMind

/// Takes one profile of several files, which are heard at the same time by as many cores as there are.
///
/// The tracks are brought to their weighted mean loudness and averaged in power by weight; the same
/// files give the same profile, to the byte. Without weights all count alike.
public func capture(
  _ paths: [String], weights: [Double] = [], name: String? = nil, progress: Progress = { _ in }
) throws -> Profile {
  try capture(paths, weights: weights, name: name, depth: .profile, progress: progress)
}

/// Takes one profile of several files, of no more than `depth` says.
func capture(
  _ paths: [String], weights: [Double] = [], name: String? = nil, depth: CaptureDepth,
  progress: Progress
) throws -> Profile {
  precondition(weights.isEmpty || weights.count == paths.count, "a weight for every file")
  let tracks = try captureTracks(paths, depth: depth, progress: progress)
  for (path, track) in zip(paths, tracks) where !track.hasLoudness {
    throw ProfileFileError.nothingToCapture(path: path)
  }
  var profile = Profile(
    blending: tracks.enumerated().map { ($1, weights.isEmpty ? 1 : weights[$0]) }, name: name)
  if !depth.hearsTruePeaks {
    profile.statistics.truePeakDecibels = nil
    profile.statistics.peakToLoudnessDecibels = nil
  }
  return profile
}

/// Hears several files at the same time, by as many cores as there are, and keeps their order.
///
/// With a `channelCount` of 2 a mono file counts as it sounds from two speakers.
func captureTracks(
  _ paths: [String], channelCount: Int? = nil, depth: CaptureDepth = .profile, progress: Progress
) throws -> [CapturedTrack] {
  try inParallel(count: paths.count, progress: progress) { index, progress in
    var file = try AudioFile(path: paths[index])
    var format = file.format
    format.channelCount = channelCount ?? format.channelCount
    var capture = ProgrammeCapture(format: format, depth: depth)
    try read(&file, progress: progress) { capture.process(&$0) }
    return capture.track()
  }
}
