public import AuralDSP

/// The spectra that the match EQ can choose from: the slots of a library, and one from elsewhere for
/// either end.
@safe
struct MatchProfiles: ~Copyable {
  /// The file set by hand, the source given, then 16 slots for use at either end.
  private static let count = 18

  private let places: UnsafeMutablePointer<MatchSpectrum?>

  /// How often a place has changed.
  private(set) var version = 0

  /// Creates places with nothing in them.
  init() {
    unsafe places = .allocate(capacity: Self.count)
    unsafe places.initialize(repeating: nil, count: Self.count)
  }

  deinit {
    unsafe places.deinitialize(count: Self.count)
    unsafe places.deallocate()
  }

  /// What is in a place; nil where nothing is, or where what should be cannot be read.
  subscript(place: MatchPlace) -> MatchSpectrum? {
    @_noLocks get { unsafe places[place.index] }
  }

  /// Puts a spectrum into a place, or takes it away.
  @_noLocks
  mutating func set(_ spectrum: MatchSpectrum?, at place: MatchPlace) {
    unsafe places[place.index] = spectrum
    version &+= 1
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
