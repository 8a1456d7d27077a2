import CRealtime

/// The loudness of silence on every meter, in LUFS.
public var silenceLUFS: Double {
  @_noLocks @inline(__always) get { -120 }
}

/// Converts a K-weighted power, summed over the channels, to loudness in LUFS.
///
/// ITU-R BS.1770-5, Annex 1, equation 2; the offset makes a 997 Hz sine at 0 dBFS in one front
/// channel read -3.01 LUFS. Never below `silenceLUFS`.
@_noLocks
public func loudnessLUFS(power: Double) -> Double {
  power > 0 ? max(silenceLUFS, 10 * log10(power) - 0.691) : silenceLUFS
}

/// Converts a loudness in LUFS to the K-weighted power, summed over the channels, that has it.
@_noLocks
public func weightedPower(loudnessLUFS: Double) -> Double {
  pow(10, (loudnessLUFS + 0.691) / 10)
}
