public import AuralMind
import Foundation

/// Where the stems of a mix come from.
public enum StemSource: Sendable {
  /// Files in a folder.
  case folder(path: String)
  /// The program demucs, which separates the mix.
  case separation

  /// The files that are read, none of which may be written over; nothing where a program makes them.
  public func inputs(mix: String) throws(StemError) -> [String] {
    switch self {
    case .folder(let path): try StemFolder(path: path, mix: mix).files
    case .separation: []
    }
  }

  /// Sums the stems of the mix at `mix` into a file to be mastered in its place.
  ///
  /// Voices get de-esser and glow at the amounts of `settings`; the sum is as loud as the mix. Temporary
  /// files are in `TMPDIR`, else in /var/tmp, which is on disk where /tmp is memory.
  public func sum(
    mix: String, settings: Settings, progress: (StemStep, Double) -> Void = { _, _ in }
  ) throws -> StemMix {
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
    switch self {
    case .folder(let path):
      return try StemMix(
        StemFolder(path: path, mix: mix), mix: mix, settings: settings, folder: folder,
        areSeparated: false
      ) { progress(.summing, $0) }
    case .separation:
      let separation = try StemSeparation(mix, in: folder) { progress(.separating, $0) }
      return try StemMix(
        separation.stems, mix: mix, settings: settings, folder: folder, areSeparated: true
      ) { progress(.summing, $0) }
    }
  }
}

/// What is being done with stems.
public enum StemStep: Sendable {
  /// A program makes them.
  case separating
  /// They are heard and summed.
  case summing
}
