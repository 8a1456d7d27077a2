import AuralMind

/// A profile as its file has it: the bytes, and what whoever reads them knows.
struct WrittenProfile: Sendable {
  /// The bytes of the file.
  let text: [UInt8]
  /// What they say.
  let profile: Profile

  /// What a chain takes of it.
  var track: KnownTrack { profile.track }

  /// Reads the bytes of a file.
  init(text: [UInt8]) throws(ProfileFault) {
    self.text = text
    profile = try Profile(text: text.span)
  }

  /// Writes a profile and reads it again, so that what was captured sounds the same by its file, in a host
  /// too.
  init(_ profile: Profile) {
    let text = profile.text
    self.text = text
    // What was written is read; were it not, its figures are as good but for the last digits.
    self.profile = (try? Profile(text: text.span)) ?? profile
  }
}
