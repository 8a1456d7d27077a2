import CLV2

/// Takes properties out of the host's session.
@safe
struct SessionReader {
  /// The longest chunk that is looked at: a whole file, with a little beside it.
  private static let byteLimit = ProfileFile.byteLimit + 64

  private let retrieve: LV2_State_Retrieve_Function
  private let handle: LV2_State_Handle?
  private let vocabulary: Vocabulary
  private let features: HostFeatures
  /// The first thing that went wrong.
  private(set) var status = LV2_STATE_SUCCESS

  /// Reads through the host's function `retrieve`.
  init(
    retrieve: LV2_State_Retrieve_Function, handle: LV2_State_Handle?, vocabulary: Vocabulary,
    features: HostFeatures
  ) {
    unsafe self.retrieve = unsafe retrieve
    unsafe self.handle = unsafe handle
    self.vocabulary = vocabulary
    unsafe self.features = unsafe features
  }

  /// The bytes of a chunk; nil where the session has none.
  mutating func chunk(_ key: UInt32) -> [UInt8]? {
    guard let property = unsafe property(key) else { return nil }
    guard unsafe property.type == vocabulary.chunk, unsafe property.bytes.count <= Self.byteLimit
    else {
      fail(LV2_STATE_ERR_BAD_TYPE)
      return nil
    }
    return unsafe Array(property.bytes)
  }

  /// The path of a file, without a closing zero, as this machine knows it; nil where the session has
  /// none.
  mutating func path(_ key: UInt32) -> [UInt8]? {
    guard let property = unsafe property(key) else { return nil }
    guard unsafe property.type == vocabulary.path || property.type == vocabulary.string,
      let end = unsafe property.bytes.firstIndex(of: 0), end <= Exchange.pathByteLimit
    else {
      fail(LV2_STATE_ERR_BAD_TYPE)
      return nil
    }
    let text = unsafe Array(property.bytes[..<end])
    guard !text.isEmpty, let mapPath = unsafe features.mapPath,
      let absolute = unsafe mapPath.absolute_path(mapPath.handle, cText(text))
    else { return text }
    defer { unsafe features.free(path: absolute) }
    return unsafe bytes(of: absolute)
  }

  /// Notes that something could not be taken.
  mutating func fail(_ why: LV2_State_Status = LV2_STATE_ERR_UNKNOWN) {
    if status == LV2_STATE_SUCCESS { status = why }
  }

  private func property(_ key: UInt32) -> (bytes: UnsafeRawBufferPointer, type: UInt32)? {
    var byteCount = 0
    var type: UInt32 = 0
    var flags: UInt32 = 0
    guard let value = unsafe retrieve(handle, key, &byteCount, &type, &flags) else { return nil }
    return unsafe (UnsafeRawBufferPointer(start: value, count: byteCount), type)
  }
}
