public import AuralMind

extension MatchSpectra {
  /// Reads what `inputs` name, and sets the ports of `settings` to the slots among it.
  ///
  /// Audio is captured; several references are blended. A single slot is left in its place, so that a
  /// host with the same ports matches alike. All are taken as their files would be read.
  ///
  /// - Parameters:
  ///   - inputs: What is to be matched to.
  ///   - settings: The ports that name slots.
  ///   - keepsReferences: Whether profiles of references are to be kept, with all that a profile has: else
  ///     audio is heard for its spectrum and loudness alone, which takes less time.
  ///   - progress: Hears how far the work is.
  /// - Throws: What is wrong with a file.
  public init(
    reading inputs: MatchInputs, settings: inout Settings, keepsReferences: Bool = true,
    progress: Progress = { _ in }
  ) throws {
    self.init()
    // What can be wrong shows before the long work begins.
    let references = try inputs.references.map { (try Reading($0.origin), $0.weight) }
    let ownReading = try inputs.source.map { try Reading($0) }
    referenceNames = inputs.references.map(\.origin.name)

    if inputs.references.count == 1, case .slot(let number) = inputs.references[0].origin {
      settings.referenceSlot = number
      put(references[0].0.written, inSlot: number)
      referenceLUFS = references[0].0.written?.profile.statistics.integratedLUFS
    } else if let (blend, loudness) = try Self.blend(
      references, depth: keepsReferences ? .profile : .reference, progress: progress)
    {
      reference = blend.track.spectrum
      texts.reference = blend.text
      referenceLUFS = loudness
    }
    if case .slot(let number) = inputs.source {
      settings.sourceSlot = number
      put(ownReading?.written, inSlot: number)
    } else if let own = try ownReading?.measured(progress: progress) {
      setSource(own)
    }
  }

  /// Puts what is known of the mix itself where it counts while the `source` port is 0.
  mutating func setSource(_ profile: WrittenProfile) {
    source = profile.track
    texts.source = profile.text
  }

  private mutating func put(_ profile: WrittenProfile?, inSlot number: Int) {
    slots[number] = profile?.track
    texts.slots[number] = profile?.text
  }

  /// What was found where a spectrum was said to be.
  private enum Reading {
    case profile(WrittenProfile)
    case audio(path: String)

    init(_ origin: SpectrumOrigin) throws {
      switch origin {
      case .slot(let number):
        self = .profile(try ProfileLibrary().writtenProfile(slot: number))
      case .file(let path):
        if try path.hasSuffix(".amprofile") || isText(path: path) {
          self = .profile(try readWrittenProfile(path: path))
        } else {
          _ = try AudioFile(path: path)
          self = .audio(path: path)
        }
      }
    }

    var written: WrittenProfile? {
      if case .profile(let profile) = self { return profile }
      return nil
    }

    /// The profile, which is captured where it is audio.
    func measured(progress: Progress) throws -> WrittenProfile {
      switch self {
      case .profile(let profile): profile
      case .audio(let path): WrittenProfile(try capture([path], progress: progress))
      }
    }
  }

  /// Captures what is audio, and blends the whole; nil of nothing.
  ///
  /// The loudness is the mean by weight.
  private static func blend(
    _ readings: [(Reading, weight: Double)], depth: CaptureDepth, progress: Progress
  ) throws -> (WrittenProfile, integratedLUFS: Double?)? {
    var parts: [(profile: WrittenProfile, weight: Double)] = []
    var paths: [String] = []
    var weights: [Double] = []
    for (reading, weight) in readings {
      switch reading {
      case .profile(let profile): parts.append((profile, weight))
      case .audio(let path):
        paths.append(path)
        weights.append(weight)
      }
    }
    if !paths.isEmpty {
      // Together, so that several files are read at once.
      let captured = try capture(paths, weights: weights, depth: depth, progress: progress)
      parts.append((WrittenProfile(captured), weights.reduce(0, +)))
    }
    let known = parts.compactMap { part in
      part.profile.profile.statistics.integratedLUFS.map { (level: $0, weight: part.weight) }
    }
    let weight = known.reduce(0) { $0 + $1.weight }
    let loudness =
      known.isEmpty ? nil : known.reduce(0) { $0 + $1.level * $1.weight } / weight
    guard parts.count > 1 else { return parts.first.map { ($0.profile, loudness) } }
    let spectra = parts.map { ($0.profile.track.spectrum, weight: $0.weight) }
    guard Set(spectra.map(\.0.isCurve)).count == 1 else { throw CurvesAmongTracks() }
    return (WrittenProfile(Profile(spectrum: .blend(spectra))), loudness)
  }
}

/// Curves and tracks were to be blended.
private struct CurvesAmongTracks: Error, CustomStringConvertible {
  var description: String {
    "A drawn curve says nothing of width, so it cannot be blended with tracks; give curves or tracks."
  }
}
