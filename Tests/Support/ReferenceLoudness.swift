import AuralDSP
import CEbur128

/// What libebur128 reads: the judge of the loudness meter.
public struct ReferenceLoudness {
  /// Gated loudness of the whole signal, in LUFS.
  public private(set) var integratedLUFS = -Double.infinity
  /// Loudness range of the whole signal, in LU.
  public private(set) var loudnessRangeLU = 0.0
  /// Momentary loudness at the end of every 100 ms, in LUFS.
  public private(set) var momentaryLUFS: [Double] = []
  /// Short-term loudness at the end of every 100 ms, in LUFS.
  public private(set) var shortTermLUFS: [Double] = []

  /// Measures `signal`; of one channel only the left one is heard.
  public init(_ signal: Signal, sampleRate: Int, channelCount: Int = 2) {
    let mode =
      EBUR128_MODE_M.rawValue | EBUR128_MODE_S.rawValue | EBUR128_MODE_I.rawValue
      | EBUR128_MODE_LRA.rawValue
    var state = ebur128_init(UInt32(channelCount), UInt(sampleRate), Int32(mode))
    guard let meter = state else { return }
    defer { ebur128_destroy(&state) }

    let hop = (sampleRate + 5) / 10
    var start = 0
    while start + hop <= signal.count {
      let samples = signal[start..<(start + hop)].flatMap {
        channelCount == 1 ? [$0.x] : [$0.x, $0.y]
      }
      ebur128_add_frames_float(meter, samples, hop)
      var loudness = 0.0
      ebur128_loudness_momentary(meter, &loudness)
      momentaryLUFS.append(loudness)
      ebur128_loudness_shortterm(meter, &loudness)
      shortTermLUFS.append(loudness)
      start += hop
    }
    ebur128_loudness_global(meter, &integratedLUFS)
    ebur128_loudness_range(meter, &loudnessRangeLU)
  }
}
