import Foundation

/// The name that people give a preset, and the names that the system knows it by.
public struct PresetName: Sendable, Equatable {
  /// The longest name, in bytes: what fits into a line on a screen.
  public static let longestBytes = 200

  /// The most letters of a name that its folder shows; file systems end at 255 bytes.
  private static let longestSlug = 60

  /// Why a text is no name.
  public enum Fault: Error, Sendable {
    /// There is nothing to read in it.
    case empty
    /// It is longer than `longestBytes`.
    case tooLong
    /// A preset that ships has it; hosts could not tell the two apart.
    case ships
  }

  /// The name as it was typed: what hosts list and what `lv2file -P` takes.
  public let text: String

  /// Takes `text` for a name.
  public init(_ text: String) throws(Fault) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty }
    guard text.utf8.count <= Self.longestBytes else { throw .tooLong }
    guard !FactoryPreset.all.contains(where: { $0.label == text }) else { throw .ships }
    self.text = text
  }

  /// The name of the bundle's folder, in small letters, digits and hyphens.
  ///
  /// Two names never share a folder: one that is not spelt by its letters alone has its hash added.
  public var folderName: String {
    let words = slug
    return words == text
      ? "auralmind-\(words).preset.lv2" : "auralmind-\(words)-\(hash).preset.lv2"
  }

  /// What the ASCII letters and digits of the name spell, accents left out.
  private var slug: String {
    let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .enclosingMark]
    // By capitals, of which there are two for the German sharp s.
    let letters = text.uppercased().lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
      .filter {
        !marks.contains($0.properties.generalCategory)
      }
    let words = String(String.UnicodeScalarView(letters))
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    return words.isEmpty ? "preset" : String(words.prefix(Self.longestSlug))
  }

  /// The FNV-1a hash (Fowler, Noll, Vo; RFC 9923) of the name, in 64 bits.
  private var hash: String {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
