import CLV2

/// The host's numbers for the URIs of messages, time and state.
struct Vocabulary {
  /// `atom:Blank`, by which older hosts name an `atom:Object`.
  let blank: UInt32
  /// `atom:Chunk`.
  let chunk: UInt32
  /// `atom:Float`.
  let float: UInt32
  /// `atom:Long`.
  let long: UInt32
  /// `atom:Object`.
  let object: UInt32
  /// `atom:Path`.
  let path: UInt32
  /// `atom:Sequence`.
  let sequence: UInt32
  /// `atom:String`.
  let string: UInt32
  /// `atom:URID`.
  let urid: UInt32
  /// `patch:body`.
  let body: UInt32
  /// `patch:Get`.
  let get: UInt32
  /// `patch:Put`.
  let put: UInt32
  /// `patch:Set`.
  let set: UInt32
  /// `patch:property`.
  let property: UInt32
  /// `patch:subject`.
  let subject: UInt32
  /// `patch:value`.
  let value: UInt32
  /// `time:Position`.
  let timePosition: UInt32
  /// `time:frame`.
  let timeFrame: UInt32
  /// `time:speed`.
  let timeSpeed: UInt32
  /// The plugin itself.
  let plugin: UInt32
  /// The state property of what the governor has learned.
  let learned: UInt32
  /// The patch property of the gain the governor has arrived at.
  let learnedGain: UInt32
  /// The state property of what has been learned of the mix's spectrum.
  let learnedSpectrum: UInt32
  /// The patch and state property of the path of the reference profile.
  let referenceProfile: UInt32
  /// The state property of what is in the reference profile.
  let referenceContent: UInt32
  /// The state property of what is in the slot that is the reference.
  let referenceSlot: UInt32
  /// The state property of what is in the slot that is the source.
  let sourceSlot: UInt32

  /// Asks the host for its numbers; nil when it does not give every one.
  init?(_ features: HostFeatures) {
    guard let map = unsafe features.map, let number = unsafe map.map else { return nil }
    var isComplete = true
    func mapped(_ uri: StaticString) -> UInt32 {
      let result = unsafe number(map.handle, cString(uri))
      if result == 0 { isComplete = false }
      return result
    }
    blank = mapped(URI.atomBlank)
    chunk = mapped(URI.atomChunk)
    float = mapped(URI.atomFloat)
    long = mapped(URI.atomLong)
    object = mapped(URI.atomObject)
    path = mapped(URI.atomPath)
    sequence = mapped(URI.atomSequence)
    string = mapped(URI.atomString)
    urid = mapped(URI.atomURID)
    body = mapped(URI.patchBody)
    get = mapped(URI.patchGet)
    put = mapped(URI.patchPut)
    set = mapped(URI.patchSet)
    property = mapped(URI.patchProperty)
    subject = mapped(URI.patchSubject)
    value = mapped(URI.patchValue)
    timePosition = mapped(URI.timePosition)
    timeFrame = mapped(URI.timeFrame)
    timeSpeed = mapped(URI.timeSpeed)
    plugin = mapped(URI.plugin)
    learned = mapped(URI.learned)
    learnedGain = mapped(URI.learnedGain)
    learnedSpectrum = mapped(URI.learnedSpectrum)
    referenceProfile = mapped(URI.referenceProfile)
    referenceContent = mapped(URI.referenceContent)
    referenceSlot = mapped(URI.referenceSlot)
    sourceSlot = mapped(URI.sourceSlot)
    guard isComplete else { return nil }
  }
}
