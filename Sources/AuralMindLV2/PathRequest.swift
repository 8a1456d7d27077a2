/// The path that the host has set last, on its way from the audio thread to whoever loads files.
struct PathRequest: ~Copyable {
  private let exchange = Exchange(count: Exchange.pathWordCount)

  /// How often a path has been set, times two; odd while one is being set.
  var version: UInt32 {
    @_noLocks get { exchange.version }
  }

  /// Sets a path that is `text` up to its first zero; false where there is none within the limit.
  @_noLocks
  func set(_ text: AtomBytes) -> Bool {
    var count = 0
    while count < text.count, text.byte(at: count) != 0 { count += 1 }
    guard count < text.count, count <= Exchange.pathByteLimit else { return false }
    exchange.beginWriting()
    exchange.writePath(text, count: count, at: 0)
    exchange.endWriting()
    return true
  }

  /// The path, with the version it belongs to.
  func read() -> (path: [UInt8], version: UInt32) {
    while true {
      let version = exchange.version
      let reader = exchange.reader
      let count = reader.pathByteCount(at: 0)
      let path = (0..<count).map { reader.pathByte($0, at: 0) }
      if exchange.isUnchanged(since: version) { return (path, version) }
    }
  }
}
