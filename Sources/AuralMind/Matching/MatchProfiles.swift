import AuralDSP

/// The spectra that the match EQ can choose from: the slots of a library, and one from elsewhere for
/// either end; with each what else is known of its track.
struct MatchProfiles: ~Copyable {
  /// The file set by hand, the source given, then 16 slots for use at either end.
  private static let count = 18

  /// The length of a place: a head, then the bands.
  private static let stride = 1 + 342

  /// The head holds the number of bands and, in `y`, 1 for a track and 2 for a curve.
  private let frames = FrameBuffer(count: count * stride)

  private let places = TrackFactsBuffer(count: count)

  /// How often a place has changed.
  private(set) var version = 0

  /// What is in a place; nil where nothing is, or where what should be cannot be read.
  subscript(place: MatchPlace) -> MatchSpectrum? {
    @_noLocks get {
      let start = place.index * Self.stride
      let head = frames[start]
      guard head.y > 0 else { return nil }
      var bands = BandSpectrum(count: Int(head.x))
      for i in 0..<bands.count { bands[i] = frames[start + 1 + i] }
      return MatchSpectrum(bands: bands, isCurve: head.y == 2)
    }
  }

  /// Whether there is anything in a place.
  @_noLocks
  func has(_ place: MatchPlace) -> Bool { frames[place.index * Self.stride].y > 0 }

  /// What is known of the track in a place beside its spectrum.
  @_noLocks
  func facts(_ place: MatchPlace) -> TrackFacts { places.facts(at: place.index) }

  /// Copies the powers of a place's bands to the front of `bands`; silence where there are none.
  @_noLocks
  func copyBands(of place: MatchPlace, to bands: borrowing FrameBuffer) {
    let start = place.index * Self.stride
    let count = frames[start].y > 0 ? Int(frames[start].x) : 0
    for i in 0..<OctaveBands.capacity { bands[i] = i < count ? frames[start + 1 + i] : .zero }
  }

  /// Whether what is in a place was drawn and not measured.
  @_noLocks
  func isCurve(_ place: MatchPlace) -> Bool { frames[place.index * Self.stride].y == 2 }

  /// Puts a track into a place, or takes it away.
  @_noLocks
  mutating func set(_ track: KnownTrack?, at place: MatchPlace) {
    let start = place.index * Self.stride
    version &+= 1
    guard let track else {
      frames[start] = .zero
      places.set(TrackFacts(), at: place.index)
      return
    }
    let spectrum = track.spectrum
    places.set(track.facts, at: place.index)
    frames[start] = Frame(Float(spectrum.bands.count), spectrum.isCurve ? 2 : 1)
    for i in 0..<spectrum.bands.count { frames[start + 1 + i] = spectrum.bands[i] }
  }
}

/// Where the match EQ finds a spectrum.
public enum MatchPlace: Sendable, Equatable {
  /// The reference that counts while the `reference` port is 0.
  case reference
  /// The spectrum of this very mix that counts while the `source` port is 0; without it the mix is
  /// learned.
  case source
  /// A slot of the library, from 1 to 16.
  case slot(Int)

  var index: Int {
    @_noLocks get {
      switch self {
      case .reference: 0
      case .source: 1
      case .slot(let number): min(max(number, 1), 16) + 1
      }
    }
  }
}
