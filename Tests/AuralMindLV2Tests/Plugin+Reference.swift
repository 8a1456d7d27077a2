import AuralMind
import CLV2
import Foundation

/// How a host sets the reference by message, and what it hears of it.
extension Plugin {
  /// A `patch:Set` of the reference whose value is those bytes.
  static func set(_ bytes: [UInt8], type: String = "Path") -> EventPort {
    var words = [0, URIDs.patch("Set")]
    words += EventPort.property(
      URIDs.patch("property"), "URID", URIDs.own("referenceProfile"))
    words += [URIDs.patch("value"), 0, UInt32(bytes.count), URIDs.atom(type)]
    let padded = bytes + [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
    for start in stride(from: 0, to: padded.count, by: 4) {
      words.append((0..<4).reduce(0) { $0 | UInt32(padded[start + $1]) << (8 * $1) })
    }
    return EventPort(object: words)
  }

  /// A `patch:Set` of the reference to the file at `path`.
  static func set(path: String) -> EventPort { set(Array(path.utf8) + [0]) }

  /// Runs once with what the host says, and returns what it hears.
  func exchange(_ control: EventPort? = nil, capacity: Int = 8_192) -> [Told] {
    let notify = EventPort(capacity: capacity)
    connect(.control, to: control?.memory.baseAddress)
    connect(.notify, to: notify.memory.baseAddress)
    run(64)
    connect(.control, to: nil)
    connect(.notify, to: nil)
    return notify.isGuardIntact ? Told.all(in: notify) : [.nonsense]
  }

  /// Runs until the host hears of the reference, at most for 10 s; nil when it does not.
  func waitForReference() -> String? {
    for _ in 0..<1_000 {
      for case .reference(let path) in exchange() { return path }
      usleep(10_000)
    }
    return nil
  }

  /// The bytes of the reference in use, as a session would keep them; nil where there is none.
  var reference: Data? {
    let content = save().session["referenceContent"].map { Data($0.bytes) }
    return content == Data("* none\n".utf8) ? nil : content
  }
}

/// What the plugin tells a host in one message.
enum Told: Equatable {
  /// The learned gain, in dB.
  case gain(Float)
  /// The path of the reference in use.
  case reference(String)
  /// Both at once.
  case everything(Float, String)
  /// Something else.
  case nonsense

  /// Every message in a sequence.
  static func all(in port: EventPort) -> [Told] {
    guard port.words[0] >= 8, port.words[1] == URIDs.atom("Sequence") else { return [] }
    var told: [Told] = []
    var event = 4
    while event * 4 < 8 + Int(port.words[0]) {
      let size = Int(port.words[event + 2])
      told.append(one(port.words, at: event + 4))
      event += 4 + (size + 7) / 8 * 2
    }
    return told
  }

  private static func one(_ words: UnsafeMutableBufferPointer<UInt32>, at object: Int) -> Told {
    let subject = EventPort.property(URIDs.patch("subject"), "URID", URIDs.plugin)
    guard Array(words[(object + 2)..<(object + 8)]) == subject else { return .nonsense }
    switch words[object + 1] {
    case URIDs.patch("Set"):
      guard words[object + 8] == URIDs.patch("property"), words[object + 14] == URIDs.patch("value")
      else { return .nonsense }
      switch words[object + 12] {
      case URIDs.own("learnedGain"): return gain(words, at: object + 14)
      case URIDs.own("referenceProfile"): return reference(words, at: object + 14)
      default: return .nonsense
      }
    case URIDs.patch("Put"):
      guard words[object + 8] == URIDs.patch("body"),
        words[object + 11] == URIDs.atom("Object"),
        words[object + 14] == URIDs.own("learnedGain"),
        words[object + 20] == URIDs.own("referenceProfile"),
        case .gain(let gain) = gain(words, at: object + 14),
        case .reference(let path) = reference(words, at: object + 20)
      else { return .nonsense }
      return .everything(gain, path)
    default: return .nonsense
    }
  }

  private static func gain(
    _ words: UnsafeMutableBufferPointer<UInt32>, at property: Int
  ) -> Told {
    guard words[property + 2] == 4, words[property + 3] == URIDs.atom("Float") else {
      return .nonsense
    }
    return .gain(Float(bitPattern: words[property + 4]))
  }

  private static func reference(
    _ words: UnsafeMutableBufferPointer<UInt32>, at property: Int
  ) -> Told {
    let bytes = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(words)[(4 * property + 16)...])
    let count = Int(words[property + 2])
    guard words[property + 3] == URIDs.atom("Path"), count > 0, count <= bytes.count,
      bytes[..<count].firstIndex(of: 0) == count - 1
    else { return .nonsense }
    return .reference(String(decoding: bytes[..<(count - 1)], as: UTF8.self))
  }
}
