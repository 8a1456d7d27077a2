import CLV2
import CPOSIX

/// Hands properties to the host's session.
@safe
struct SessionWriter {
  private static let portable = LV2_STATE_IS_POD.rawValue | LV2_STATE_IS_PORTABLE.rawValue

  private let store: LV2_State_Store_Function
  private let handle: LV2_State_Handle?
  private let vocabulary: Vocabulary
  private let features: HostFeatures
  /// The first thing that went wrong; the rest is stored all the same.
  private(set) var status = LV2_STATE_SUCCESS

  /// Writes through the host's function `store`.
  init(
    store: LV2_State_Store_Function, handle: LV2_State_Handle?, vocabulary: Vocabulary,
    features: HostFeatures
  ) {
    unsafe self.store = unsafe store
    unsafe self.handle = unsafe handle
    self.vocabulary = vocabulary
    unsafe self.features = unsafe features
  }

  /// Stores words as a chunk.
  mutating func put(_ key: UInt32, _ record: borrowing LearnedRecord) {
    unsafe put(key, record.base, record.byteCount, vocabulary.chunk, Self.portable)
  }

  /// Stores bytes as a chunk.
  mutating func put(_ key: UInt32, _ bytes: [UInt8]) {
    unsafe put(key, bytes, bytes.count, vocabulary.chunk, Self.portable)
  }

  /// Stores the path of a file, which has no closing zero, in the form that the host wants it in.
  mutating func put(_ key: UInt32, path: [UInt8]) {
    var text = path
    // What no host has mapped means something on this machine only.
    var flags = LV2_STATE_IS_POD.rawValue
    if let mapPath = unsafe features.mapPath,
      let abstract = unsafe mapPath.abstract_path(mapPath.handle, cText(path))
    {
      text = unsafe bytes(of: abstract)
      flags = Self.portable
      unsafe features.free(path: abstract)
    }
    text.append(0)
    unsafe put(key, text, text.count, vocabulary.path, flags)
  }

  private mutating func put(
    _ key: UInt32, _ value: UnsafeRawPointer, _ byteCount: Int, _ type: UInt32, _ flags: UInt32
  ) {
    let result = unsafe store(handle, key, value, byteCount, type, flags)
    if status == LV2_STATE_SUCCESS { status = result }
  }
}
