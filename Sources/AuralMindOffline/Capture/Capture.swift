import AuralDSP
public import AuralMind

/// Takes one profile of several files, which are heard at the same time by as many cores as there are.
///
/// The tracks are brought to their weighted mean loudness and averaged in power by weight; the same
/// files give the same profile, to the byte. Without weights all count alike.
public func capture(
  _ paths: [String], weights: [Double] = [], name: String? = nil, progress: Progress = { _ in }
) throws -> Profile {
  precondition(weights.isEmpty || weights.count == paths.count, "a weight for every file")
  let tracks = try SharedWork.run(count: paths.count, progress: progress) { index, progress in
    try captureTrack(paths[index], progress: progress)
  }
  for (path, track) in zip(paths, tracks) where !track.hasLoudness {
    throw ProfileFileError.nothingToCapture(path: path)
  }
  return Profile(
    blending: tracks.enumerated().map { ($1, weights.isEmpty ? 1 : weights[$0]) }, name: name)
}

/// Hears one file from its first frame to its last.
private func captureTrack(_ path: String, progress: Progress) throws -> CapturedTrack {
  var file = try AudioFile(path: path)
  var capture = ProgrammeCapture(format: file.format)
  var block: [Frame] = []
  var position = 0
  while try file.read(&block) {
    capture.process(&block)
    position += block.count
    progress(Double(position) / Double(max(file.frameCount, position)))
  }
  return capture.track()
}
