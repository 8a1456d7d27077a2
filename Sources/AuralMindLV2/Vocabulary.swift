import CLV2

/// The host's numbers for the URIs of messages and state; 0 where the host gave none.
struct Vocabulary {
  /// `atom:Chunk`.
  let chunk: UInt32
  /// `atom:Float`.
  let float: UInt32
  /// `atom:Object`.
  let object: UInt32
  /// `atom:Sequence`.
  let sequence: UInt32
  /// `atom:URID`.
  let urid: UInt32
  /// `patch:Get`.
  let get: UInt32
  /// `patch:Set`.
  let set: UInt32
  /// `patch:property`.
  let property: UInt32
  /// `patch:subject`.
  let subject: UInt32
  /// `patch:value`.
  let value: UInt32
  /// The plugin itself.
  let plugin: UInt32
  /// The state property of what the governor has learned.
  let learned: UInt32
  /// The patch property of the gain the governor has arrived at.
  let learnedGain: UInt32

  /// Asks the host for its numbers; nil when `features` has no usable `urid:map`.
  ///
  /// Hosts have been seen to pass no list, entries without a URI and features without data.
  init?(features: UnsafePointer<UnsafePointer<LV2_Feature>?>?) {
    guard var entry = unsafe features else { return nil }
    var found: LV2_URID_Map?
    while let feature = unsafe entry.pointee {
      if unsafe spells(feature.pointee.URI, URI.uridMap), let data = unsafe feature.pointee.data {
        unsafe found = data.assumingMemoryBound(to: LV2_URID_Map.self).pointee
      }
      unsafe entry += 1
    }
    guard let map = unsafe found, let number = unsafe map.map else { return nil }
    func mapped(_ uri: StaticString) -> UInt32 { unsafe number(map.handle, cString(uri)) }
    chunk = mapped(URI.atomChunk)
    float = mapped(URI.atomFloat)
    object = mapped(URI.atomObject)
    sequence = mapped(URI.atomSequence)
    urid = mapped(URI.atomURID)
    get = mapped(URI.patchGet)
    set = mapped(URI.patchSet)
    property = mapped(URI.patchProperty)
    subject = mapped(URI.patchSubject)
    value = mapped(URI.patchValue)
    plugin = mapped(URI.plugin)
    learned = mapped(URI.learned)
    learnedGain = mapped(URI.learnedGain)
    let all = [
      chunk, float, object, sequence, urid, get, set, property, subject, value, plugin, learned,
      learnedGain,
    ]
    guard !all.contains(0) else { return nil }
  }
}
