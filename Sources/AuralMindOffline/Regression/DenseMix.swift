import AuralDSP
import Foundation

/// What a loudness war leaves: a mix driven into a soft clip until its crest is gone.
enum DenseMix {
  /// 16 dB: the demo's chorus comes to about −8 LUFS, as loud as records were made.
  private static let drive = 6.3
  /// Just under full scale, where such records end.
  private static let ceiling = 0.97

  /// A frame of the mix after the clip.
  static func driven(_ frame: Frame) -> Frame {
    Frame(
      Float(tanh(Double(frame.x) * drive) * ceiling),
      Float(tanh(Double(frame.y) * drive) * ceiling))
  }
}
