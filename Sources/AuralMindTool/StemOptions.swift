import ArgumentParser
import AuralMind
import AuralMindOffline

/// The options that have a mix summed anew from its stems before it is mastered.
struct StemOptions: ParsableArguments {
  @Option(
    name: .customLong("stems"),
    help: ArgumentHelp(
      """
      Sum the mix anew from the audio files in this folder, voices (by name: vocals, vox, voice) with \
      de-esser and glow.
      """, valueName: "folder"))
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "The same with stems that the program demucs makes of the mix.", valueName: "program"))
  var separate: Separation?

  /// A program that separates.
  enum Separation: String, CaseIterable, ExpressibleByArgument {
    case demucs
  }

  func validate() throws {
    guard folder == nil || separate == nil else {
      throw ValidationError("--stems and --separate both make stems; leave one of them out.")
    }
  }

  /// Where stems come from; nil where the mix is mastered as it is.
  var source: StemSource? {
    if let folder { return .folder(path: folder) }
    return separate.map { _ in .separation }
  }

  /// The options as they were given.
  var words: [String] {
    (folder.map { ["--stems", $0] } ?? []) + (separate.map { ["--separate", $0.rawValue] } ?? [])
  }

  /// The files that are read beside the mix, none of which may be written over.
  func inputs(mix: String) throws -> [String] { try source?.inputs(mix: mix) ?? [] }

  /// Sums the stems of `mix`, and says where they do not make it up; nil where there are none.
  func sum(mix: String, settings: Settings, _ bar: ProgressBar) throws -> StemMix? {
    let sum = try source?.sum(mix: mix, settings: settings) { step, share in
      bar.show(step == .separating ? "Separating" : "Summing the stems", share)
    }
    bar.clear()
    if let warning = sum?.warning { Terminal.error(warning) }
    return sum
  }
}
