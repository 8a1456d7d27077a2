import CSndfile

/// What a file says of itself beside the sound: title, artist and the like, and a broadcast header.
///
/// A master keeps them; the name of the program that wrote the mix is not among them.
struct FileNotes {
  private static let kinds = [
    SF_STR_TITLE, SF_STR_COPYRIGHT, SF_STR_ARTIST, SF_STR_COMMENT, SF_STR_DATE, SF_STR_ALBUM,
    SF_STR_LICENSE, SF_STR_TRACKNUMBER, SF_STR_GENRE,
  ].map { Int32($0) }

  private var texts: [(kind: Int32, text: String)] = []
  private var broadcast: SF_BROADCAST_INFO?

  /// Reads the notes of an open file.
  init(_ handle: OpaquePointer) {
    for kind in Self.kinds {
      if let text = sf_get_string(handle, kind) { texts.append((kind, String(cString: text))) }
    }
    var header = SF_BROADCAST_INFO()
    let size = Int32(MemoryLayout<SF_BROADCAST_INFO>.size)
    if sf_command(handle, Int32(SFC_GET_BROADCAST_INFO), &header, size) == SF_TRUE {
      broadcast = header
    }
  }

  /// Writes the notes into a file that holds no sound yet, as far as its kind has room for them.
  func write(to handle: OpaquePointer) {
    for note in texts { sf_set_string(handle, note.kind, note.text) }
    guard var header = broadcast else { return }
    let size = Int32(MemoryLayout<SF_BROADCAST_INFO>.size)
    sf_command(handle, Int32(SFC_SET_BROADCAST_INFO), &header, size)
  }
}
