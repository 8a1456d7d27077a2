import CLV2

/// What a host tells of itself in its options.
@safe
struct HostOptions {
  /// The sample rate in Hz that the host says it runs at; nil where it does not say.
  private(set) var sampleRate: Double?

  /// No host has been seen to have more than a dozen; a list without an end is left here.
  private static let most = 64

  /// Reads the options among `features`, where there are any.
  init(_ features: HostFeatures) {
    guard let options = unsafe features.options, let map = unsafe features.map,
      let number = unsafe map.map
    else { return }
    let rate = unsafe number(map.handle, cString(URI.sampleRate))
    let float = unsafe number(map.handle, cString(URI.atomFloat))
    let double = unsafe number(map.handle, cString(URI.atomDouble))
    for i in 0..<Self.most {
      let option = unsafe options[i]
      if unsafe option.key == 0 && option.value == nil { return }
      guard unsafe option.key == rate, rate != 0, unsafe option.context == LV2_OPTIONS_INSTANCE,
        let value = unsafe option.value
      else { continue }
      if unsafe option.type == float && option.size == 4 {
        sampleRate = Double(unsafe value.loadUnaligned(as: Float.self))
      } else if unsafe option.type == double && option.size == 8 {
        sampleRate = unsafe value.loadUnaligned(as: Double.self)
      }
    }
  }
}
