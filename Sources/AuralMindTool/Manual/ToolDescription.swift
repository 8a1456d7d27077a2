import ArgumentParser
import Foundation

/// The whole tool as its own parser describes it: what help prints, the manual prints too.
struct ToolDescription: Decodable {
  /// The edition of the parser's description that is understood.
  private static let edition = 0

  /// The root command, all others in it.
  let command: CommandDescription

  /// Asks the parser of `root`.
  init(of root: any ParsableCommand.Type) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(root._dumpHelp().utf8))
  }

  private enum CodingKeys: String, CodingKey {
    case command, serializationVersion
  }

  /// Decodes a description; one of another edition is refused.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let edition = try container.decode(Int.self, forKey: .serializationVersion)
    guard edition == Self.edition else {
      throw DecodingError.dataCorruptedError(
        forKey: .serializationVersion, in: container,
        debugDescription: "The parser describes itself in another way, edition \(edition).")
    }
    command = try container.decode(CommandDescription.self, forKey: .command)
  }
}
