import CSndfile

extension AudioFormat {
  /// Reads libsndfile's description of an open file.
  init(_ info: SF_INFO) {
    let format = Int(info.format)
    self.init(
      sampleRate: Int(info.samplerate), channelCount: Int(info.channels),
      container: Self.containers.first { $0.code == format & SF_FORMAT_TYPEMASK }?.container
        ?? .other,
      encoding: Self.encodings.first { $0.code == format & SF_FORMAT_SUBMASK }?.encoding
        ?? .other)
  }

  /// The description libsndfile writes a file by; nil when it cannot write such a file.
  var sndfileInfo: SF_INFO? {
    guard let type = Self.containers.first(where: { $0.container == container })?.code,
      let subtype = subtypeCode
    else { return nil }
    // RFC 6716, §2.1.3; libsndfile notices only once the file is open.
    let opusRates = [8_000, 12_000, 16_000, 24_000, 48_000]
    if encoding == .opus, !opusRates.contains(sampleRate) { return nil }
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate)
    info.channels = Int32(channelCount)
    info.format = Int32(type | subtype)
    return sf_format_check(&info) == 0 ? nil : info
  }

  private var subtypeCode: Int? {
    Self.encodings.first { $0.encoding == encoding }?.code
  }

  private static let containers: [(code: Int, container: Container)] = [
    (SF_FORMAT_WAV, .wav), (SF_FORMAT_WAVEX, .wavex), (SF_FORMAT_RF64, .rf64),
    (SF_FORMAT_W64, .wave64), (SF_FORMAT_FLAC, .flac), (SF_FORMAT_AIFF, .aiff),
    (SF_FORMAT_OGG, .ogg), (SF_FORMAT_CAF, .caf), (SF_FORMAT_AU, .au), (SF_FORMAT_MPEG, .mpeg),
  ]

  /// The first of several codes for one encoding is the one that is written.
  private static let encodings: [(code: Int, encoding: Encoding)] = [
    (SF_FORMAT_PCM_16, .integer(bits: 16)), (SF_FORMAT_PCM_24, .integer(bits: 24)),
    (SF_FORMAT_PCM_32, .integer(bits: 32)), (SF_FORMAT_PCM_S8, .integer(bits: 8)),
    (SF_FORMAT_PCM_U8, .integer(bits: 8)), (SF_FORMAT_FLOAT, .float(bits: 32)),
    (SF_FORMAT_DOUBLE, .float(bits: 64)), (SF_FORMAT_VORBIS, .vorbis), (SF_FORMAT_OPUS, .opus),
    (SF_FORMAT_MPEG_LAYER_III, .mpegLayer3), (SF_FORMAT_ALAC_16, .integer(bits: 16)),
    (SF_FORMAT_ALAC_20, .integer(bits: 24)), (SF_FORMAT_ALAC_24, .integer(bits: 24)),
    (SF_FORMAT_ALAC_32, .integer(bits: 32)), (SF_FORMAT_DWVW_16, .integer(bits: 16)),
    (SF_FORMAT_DWVW_24, .integer(bits: 24)), (SF_FORMAT_DPCM_16, .integer(bits: 16)),
  ]
}
