import CSndfile

/// What a file says of itself beside the sound: title, artist and the like, a broadcast header, a cart
/// chunk and markers.
///
/// A master keeps them; the name of the program that wrote the mix is not among them.
struct FileNotes: Sendable {
  private static let kinds = [
    SF_STR_TITLE, SF_STR_COPYRIGHT, SF_STR_ARTIST, SF_STR_COMMENT, SF_STR_DATE, SF_STR_ALBUM,
    SF_STR_LICENSE, SF_STR_TRACKNUMBER, SF_STR_GENRE,
  ].map { Int32($0) }

  /// The room for what has no length of its own in a broadcast header or a cart chunk, in bytes; the
  /// library refuses structures of 16 KiB more than their fixed part.
  private static let tailBytes = 15_000

  private var texts: [(kind: Int32, text: String)] = []
  private var broadcast: FileChunk?
  private var cart: FileChunk?
  private var cues: FileChunk?

  /// Reads the notes of an open file.
  init(_ handle: OpaquePointer) {
    for kind in Self.kinds {
      if let text = sf_get_string(handle, kind) { texts.append((kind, String(cString: text))) }
    }
    broadcast = FileChunk(
      handle, command: SFC_GET_BROADCAST_INFO,
      byteCount: MemoryLayout<SF_BROADCAST_INFO>.size + Self.tailBytes)
    cart = FileChunk(
      handle, command: SFC_GET_CART_INFO,
      byteCount: MemoryLayout<SF_CART_INFO>.size + Self.tailBytes)
    var count: UInt32 = 0
    let isCounted = sf_command(handle, Int32(SFC_GET_CUE_COUNT), &count, 4) == SF_TRUE
    if isCounted, (1...FileChunk.mostCues).contains(Int(count)) {
      cues = FileChunk(
        handle, command: SFC_GET_CUE, byteCount: FileChunk.cueBytes(count: Int(count)))
    }
  }

  /// The notes of the same sound at another sample rate, higher by `ratio`.
  ///
  /// Places in the sound are those of the same moments. Loudness a broadcast header told is the mix's,
  /// and is told no longer (EBU Tech 3285: 0x7FFF).
  func converted(by ratio: Double) -> FileNotes {
    var notes = self
    notes.broadcast?.moveBroadcast(by: ratio)
    notes.cart?.moveCart(by: ratio)
    notes.cues?.moveCues(by: ratio)
    return notes
  }

  /// Writes the notes into a file that holds no sound yet, as far as its kind has room for them.
  func write(to handle: OpaquePointer) {
    for note in texts { sf_set_string(handle, note.kind, note.text) }
    broadcast?.write(to: handle, command: SFC_SET_BROADCAST_INFO)
    cart?.write(to: handle, command: SFC_SET_CART_INFO)
    cues?.write(to: handle, command: SFC_SET_CUE)
  }
}
