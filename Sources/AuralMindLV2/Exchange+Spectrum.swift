import AuralDSP
import AuralMind

/// The form in which a spectrum passes through an exchange.
extension Exchange {
  /// The words of a spectrum: whether it is a track's (1) or a curve (2) or none (0), the number of
  /// bands, and the powers.
  static let spectrumWordCount = 2 + 2 * OctaveBands.capacity

  /// Leaves a spectrum, or none, in the words from `start`.
  func write(_ spectrum: MatchSpectrum?, at start: Int) {
    write(spectrum.map { $0.isCurve ? 2 : 1 } ?? 0, at: start)
    guard let spectrum else { return }
    write(UInt32(spectrum.bands.count), at: start + 1)
    for i in 0..<spectrum.bands.count {
      write(spectrum.bands[i].x.bitPattern, at: start + 2 + 2 * i)
      write(spectrum.bands[i].y.bitPattern, at: start + 3 + 2 * i)
    }
  }
}

extension Exchange.Reader {
  /// The spectrum in the words from `start`, or none.
  @_noLocks
  func spectrum(at start: Int) -> MatchSpectrum? {
    let kind = word(at: start)
    guard kind != 0 else { return nil }
    var bands = BandSpectrum(count: Int(word(at: start + 1)))
    for i in 0..<bands.count {
      bands[i] = Frame(
        Float(bitPattern: word(at: start + 2 + 2 * i)),
        Float(bitPattern: word(at: start + 3 + 2 * i)))
    }
    return MatchSpectrum(bands: bands, isCurve: kind == 2)
  }
}
