import AuralMind

/// A profile that can be used: its bytes, and the track they tell of.
struct ReadProfile {
  /// The bytes of its file.
  let bytes: [UInt8]
  /// What the chain takes.
  let track: KnownTrack

  /// Reads a profile from the bytes of a file.
  init(bytes: [UInt8]) throws(LoadFault) {
    do throws(ProfileFault) {
      track = try Profile(text: bytes.span).track
    } catch {
      throw .content(error)
    }
    self.bytes = bytes
  }

  /// Reads a profile from the file at `path`, which has no closing zero.
  init(path: [UInt8]) throws(LoadFault) {
    let bytes: [UInt8]
    do throws(ProfileFile.Fault) {
      bytes = try ProfileFile.bytes(at: path)
    } catch {
      throw .file(error)
    }
    try self.init(bytes: bytes)
  }
}
