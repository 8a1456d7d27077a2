/// A codec at a bit rate.
public struct Coding: Sendable, Hashable {
  /// The bit rates that can be asked for, in kbit/s: what services send, with room below.
  public static let bitrates = 32...320

  /// The codec.
  public let codec: Codec
  /// The bit rate of the whole, in kbit/s.
  public let bitrate: Int

  /// Names a coding.
  public init(_ codec: Codec, bitrate: Int) {
    self.codec = codec
    self.bitrate = bitrate
  }

  /// Every codec at every bit rate, each once, in their order; without bit rates at the codec's usual
  /// ones, of which a mono file gets half: as much for its channel as one of two has.
  public static func all(
    codecs: [Codec], bitrates: [Int], channelCount: Int
  ) -> [Coding] {
    var codings: [Coding] = []
    for codec in codecs {
      let usual = codec.usualBitrates.map { $0 * channelCount / 2 }
      for bitrate in bitrates.isEmpty ? usual : bitrates {
        let coding = Coding(codec, bitrate: bitrate)
        if !codings.contains(coding) { codings.append(coding) }
      }
    }
    return codings
  }
}
