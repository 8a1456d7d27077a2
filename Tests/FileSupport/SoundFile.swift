public import AuralDSP
import CSndfile

/// A sound file held in memory, read and written by libsndfile without any of this project's code.
public struct SoundFile {
  /// Frames a second, in Hz.
  public var sampleRate: Int
  /// The number of channels.
  public var channelCount: Int
  /// libsndfile's format code.
  public var format: Int
  /// The samples, channel by channel within each frame.
  public var samples: [Float]

  /// The title to write; nil for none.
  public var title: String?
  /// The description in the broadcast header to write; nil for no such header.
  public var broadcastDescription: String?

  /// Places of markers, in frames.
  public var markers: [Int] = []
  /// The place on a time line a broadcast header tells, in frames; nil for no such header.
  public var timeReference: Int?

  /// Creates a file's content.
  public init(sampleRate: Int, channelCount: Int, format: Int, samples: [Float]) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.format = format
    self.samples = samples
  }

  /// Creates a stereo file's content.
  public init(_ frames: [Frame], sampleRate: Int, format: Int) {
    self.init(
      sampleRate: sampleRate, channelCount: 2, format: format,
      samples: frames.flatMap { [$0.x, $0.y] })
  }

  /// Reads a file; nil when libsndfile cannot.
  public init?(path: String) {
    var info = SF_INFO()
    guard let handle = sf_open(path, Int32(SFM_READ), &info) else { return nil }
    defer { sf_close(handle) }
    sampleRate = Int(info.samplerate)
    channelCount = Int(info.channels)
    format = Int(info.format)
    samples = [Float](repeating: 0, count: Int(info.frames) * channelCount)
    guard sf_readf_float(handle, &samples, info.frames) == info.frames else { return nil }
    if let text = sf_get_string(handle, Int32(SF_STR_TITLE)) { title = String(cString: text) }
    var cues = SF_CUES()
    if sf_command(handle, Int32(SFC_GET_CUE), &cues, Int32(MemoryLayout<SF_CUES>.size)) == SF_TRUE {
      withUnsafeBytes(of: &cues.cue_points) { points in
        markers = points.bindMemory(to: SF_CUE_POINT.self).prefix(Int(cues.cue_count))
          .map { Int($0.sample_offset) }
      }
    }
    var header = SF_BROADCAST_INFO()
    let size = Int32(MemoryLayout<SF_BROADCAST_INFO>.size)
    if sf_command(handle, Int32(SFC_GET_BROADCAST_INFO), &header, size) == SF_TRUE {
      timeReference = Int(header.time_reference_high) << 32 + Int(header.time_reference_low)
    }
  }

  /// The number of frames.
  public var frameCount: Int { samples.count / max(channelCount, 1) }

  /// Both channels, frame by frame; a mono file on both sides.
  public var frames: [Frame] {
    (0..<frameCount).map {
      Frame(samples[$0 * channelCount], samples[$0 * channelCount + channelCount - 1])
    }
  }

  /// Writes the file; false when libsndfile cannot.
  public func write(to path: String) -> Bool {
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate)
    info.channels = Int32(channelCount)
    info.format = Int32(format)
    guard let handle = sf_open(path, Int32(SFM_WRITE), &info) else { return false }
    sf_command(handle, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
    if let title { sf_set_string(handle, Int32(SF_STR_TITLE), title) }
    if !markers.isEmpty {
      var cues = SF_CUES()
      cues.cue_count = UInt32(markers.count)
      withUnsafeMutableBytes(of: &cues.cue_points) { bytes in
        let points = bytes.bindMemory(to: SF_CUE_POINT.self)
        for (i, place) in markers.enumerated() {
          points[i].indx = Int32(i + 1)
          points[i].fcc_chunk = 0x6174_6164  // "data"
          points[i].position = UInt32(place)
          points[i].sample_offset = UInt32(place)
        }
      }
      sf_command(handle, Int32(SFC_SET_CUE), &cues, Int32(MemoryLayout<SF_CUES>.size))
    }
    if broadcastDescription != nil || timeReference != nil {
      var header = SF_BROADCAST_INFO()
      withUnsafeMutableBytes(of: &header.description) { bytes in
        bytes.copyBytes(from: (broadcastDescription ?? "").utf8.prefix(bytes.count))
      }
      header.time_reference_low = UInt32(truncatingIfNeeded: timeReference ?? 0)
      let size = Int32(MemoryLayout<SF_BROADCAST_INFO>.size)
      sf_command(handle, Int32(SFC_SET_BROADCAST_INFO), &header, size)
    }
    // Encoders of lossy formats overflow their stack on long blocks.
    var position = 0
    var isWhole = true
    while position < frameCount {
      let count = min(1_024, frameCount - position)
      let part = Array(samples[position * channelCount..<(position + count) * channelCount])
      isWhole = isWhole && sf_writef_float(handle, part, sf_count_t(count)) == count
      position += count
    }
    return sf_close(handle) == 0 && isWhole
  }
}

/// libsndfile's codes of the files the tests write.
public enum SoundFormat {
  /// WAV of 16 bits.
  public static let wav16 = SF_FORMAT_WAV | SF_FORMAT_PCM_16
  /// WAV of 24 bits.
  public static let wav24 = SF_FORMAT_WAV | SF_FORMAT_PCM_24
  /// WAV of 32 bits, whole numbers.
  public static let wav32 = SF_FORMAT_WAV | SF_FORMAT_PCM_32
  /// WAV of 8 bits.
  public static let wav8 = SF_FORMAT_WAV | SF_FORMAT_PCM_U8
  /// WAV of 32 bit floating point.
  public static let wavFloat = SF_FORMAT_WAV | SF_FORMAT_FLOAT
  /// WAV of 64 bit floating point.
  public static let wavDouble = SF_FORMAT_WAV | SF_FORMAT_DOUBLE
  /// WAV with the extended format chunk, 24 bits.
  public static let wavExtended24 = SF_FORMAT_WAVEX | SF_FORMAT_PCM_24
  /// WAV with telephone coding.
  public static let wavMuLaw = SF_FORMAT_WAV | SF_FORMAT_ULAW
  /// FLAC of 16 bits.
  public static let flac16 = SF_FORMAT_FLAC | SF_FORMAT_PCM_16
  /// FLAC of 24 bits.
  public static let flac24 = SF_FORMAT_FLAC | SF_FORMAT_PCM_24
  /// AIFF of 16 bits.
  public static let aiff16 = SF_FORMAT_AIFF | SF_FORMAT_PCM_16
  /// AIFF of 24 bits.
  public static let aiff24 = SF_FORMAT_AIFF | SF_FORMAT_PCM_24
  /// AIFF of 32 bit floating point.
  public static let aiffFloat = SF_FORMAT_AIFF | SF_FORMAT_FLOAT
  /// AU of 24 bits.
  public static let au24 = SF_FORMAT_AU | SF_FORMAT_PCM_24
  /// W64 of 32 bit floating point.
  public static let wave64Float = SF_FORMAT_W64 | SF_FORMAT_FLOAT
  /// RF64 of 32 bit floating point.
  public static let rf64Float = SF_FORMAT_RF64 | SF_FORMAT_FLOAT
  /// Ogg Vorbis.
  public static let oggVorbis = SF_FORMAT_OGG | SF_FORMAT_VORBIS
}
