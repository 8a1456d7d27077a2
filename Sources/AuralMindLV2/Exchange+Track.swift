import AuralDSP
import AuralMind

/// The form in which a track passes through an exchange.
extension Exchange {
  /// The words of a track: whether it was measured (1) or drawn (2) or is none (0), the number of bands
  /// and their powers, then what else is known of it.
  static let trackWordCount = factsIndex + TrackFacts.wordCount

  /// Where the facts begin.
  fileprivate static let factsIndex = 2 + 2 * OctaveBands.capacity

  /// Leaves a track, or none, in the words from `start`.
  func write(_ track: KnownTrack?, at start: Int) {
    write(track.map { $0.spectrum.isCurve ? 2 : 1 } ?? 0, at: start)
    guard let track else { return }
    let bands = track.spectrum.bands
    write(UInt32(bands.count), at: start + 1)
    for i in 0..<bands.count {
      write(bands[i].x.bitPattern, at: start + 2 + 2 * i)
      write(bands[i].y.bitPattern, at: start + 3 + 2 * i)
    }
    for i in 0..<TrackFacts.wordCount {
      write(track.facts.word(at: i), at: start + Self.factsIndex + i)
    }
  }
}

extension Exchange.Reader {
  /// The track in the words from `start`, or none.
  @_noLocks
  func track(at start: Int) -> KnownTrack? {
    let kind = word(at: start)
    guard kind != 0 else { return nil }
    var bands = BandSpectrum(count: Int(word(at: start + 1)))
    for i in 0..<bands.count {
      bands[i] = Frame(
        Float(bitPattern: word(at: start + 2 + 2 * i)),
        Float(bitPattern: word(at: start + 3 + 2 * i)))
    }
    let facts = TrackFacts { word(at: start + Exchange.factsIndex + $0) }
    return KnownTrack(spectrum: MatchSpectrum(bands: bands, isCurve: kind == 2), facts: facts)
  }
}
