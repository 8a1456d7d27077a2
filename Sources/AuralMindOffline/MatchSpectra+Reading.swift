public import AuralMind

extension MatchSpectra {
  /// Reads what `inputs` name, and sets the ports of `settings` to the slots among it.
  ///
  /// Audio is captured; several references are blended. A single slot is left in its place, so that a
  /// host with the same ports matches alike.
  public init(
    reading inputs: MatchInputs, settings: inout Settings, progress: Progress = { _ in }
  ) throws {
    self.init()
    // What can be wrong shows before the long work begins.
    let references = try inputs.references.map { (try Reading($0.origin), $0.weight) }
    let ownReading = try inputs.source.map { try Reading($0) }
    referenceNames = inputs.references.map(\.origin.name)

    if inputs.references.count == 1, case .slot(let number) = inputs.references[0].origin {
      settings.referenceSlot = number
      slots[number] = references[0].0.track
      referenceLUFS = references[0].0.integratedLUFS
    } else {
      (reference, referenceLUFS) = try Self.blend(references, progress: progress)
    }
    if case .slot(let number) = inputs.source {
      settings.sourceSlot = number
      slots[number] = ownReading?.track
    } else {
      source = try ownReading?.measured(progress: progress)
    }
  }

  /// What was found where a spectrum was said to be.
  private enum Reading {
    case track(KnownTrack, integratedLUFS: Double?)
    case audio(path: String)

    init(_ origin: SpectrumOrigin) throws {
      switch origin {
      case .slot(let number):
        self.init(try ProfileLibrary().profile(slot: number))
      case .file(let path):
        if try path.hasSuffix(".amprofile") || isText(path: path) {
          self.init(try readProfile(path: path))
        } else {
          _ = try AudioFile(path: path)
          self = .audio(path: path)
        }
      }
    }

    private init(_ profile: Profile) {
      self = .track(profile.track, integratedLUFS: profile.statistics.integratedLUFS)
    }

    var track: KnownTrack? {
      if case .track(let track, _) = self { return track }
      return nil
    }

    var integratedLUFS: Double? {
      if case .track(_, let loudness) = self { return loudness }
      return nil
    }

    /// The track, which is captured where it is audio.
    func measured(progress: Progress) throws -> KnownTrack {
      switch self {
      case .track(let track, _): track
      case .audio(let path): try capture([path], progress: progress).trackAsWritten
      }
    }
  }

  /// Captures what is audio, and blends the whole.
  private static func blend(
    _ readings: [(Reading, weight: Double)], progress: Progress
  ) throws -> (MatchSpectrum?, integratedLUFS: Double?) {
    var loudness: [(level: Double, weight: Double)] = []
    var parts: [(spectrum: MatchSpectrum, weight: Double)] = []
    var paths: [String] = []
    var weights: [Double] = []
    for (reading, weight) in readings {
      switch reading {
      case .track(let track, let level):
        parts.append((track.spectrum, weight))
        if let level { loudness.append((level, weight)) }
      case .audio(let path):
        paths.append(path)
        weights.append(weight)
      }
    }
    if !paths.isEmpty {
      // Together, so that several files are read at once.
      let captured = try capture(paths, weights: weights, name: nil, progress: progress)
      let weight = weights.reduce(0, +)
      parts.append((captured.spectrum, weight))
      if let level = captured.statistics.integratedLUFS { loudness.append((level, weight)) }
    }
    guard !parts.isEmpty else { return (nil, nil) }
    guard Set(parts.map(\.spectrum.isCurve)).count == 1 else { throw CurvesAmongTracks() }
    let weight = loudness.reduce(0) { $0 + $1.weight }
    let level = loudness.reduce(0) { $0 + $1.level * $1.weight } / weight
    return (.blend(parts), loudness.isEmpty ? nil : level)
  }
}

/// Curves and tracks were to be blended.
private struct CurvesAmongTracks: Error, CustomStringConvertible {
  var description: String {
    "A drawn curve says nothing of width, so it cannot be blended with tracks; give curves or tracks."
  }
}
