/// What a codec did to the peaks and the loudness of a file.
public struct CodedFigures: Sendable {
  /// The codec and its bit rate.
  public let coding: Coding
  /// The sample rate at which it was coded, in Hz.
  public let codedRate: Int
  /// The highest peak between samples after decoding, in dBTP.
  public let truePeakDecibels: Double
  /// By how much that is above the file's own, in dB.
  public let overshootDecibels: Double
  /// Overs above 0 dBTP in ten seconds.
  public let oversPerTenSeconds: Double
  /// By how much the loudness changed, in LU; nil where there is none to compare.
  public let loudnessChangeLU: Double?

  /// Compares what was decoded with the file's own figures.
  init(
    coding: Coding, codedRate: Int, own: ProgrammeFigures, decoded: ProgrammeFigures, overs: Int
  ) {
    self.coding = coding
    self.codedRate = codedRate
    truePeakDecibels = decoded.truePeakDecibels
    overshootDecibels = decoded.truePeakDecibels - own.truePeakDecibels
    oversPerTenSeconds = 10 * Double(overs) / max(own.seconds, .leastNormalMagnitude)
    let levels = [own.integratedLUFS, decoded.integratedLUFS]
    loudnessChangeLU = levels.allSatisfy { $0 > -70 } ? levels[1] - levels[0] : nil
  }

  /// Whether what is decoded passes 0 dBTP, where most players clip.
  public var isOver: Bool { truePeakDecibels > 0 }

  /// The ceiling, in dBTP to the tenth below, under which the decoded peaks would have stayed below 0.
  ///
  /// An estimate for this material: a lower ceiling is another limiting, and the codec answers to it a
  /// little otherwise.
  public var ceilingDecibels: Double {
    // The least part of a tenth keeps rounding from adding one.
    min(0, ((-overshootDecibels * 10 + 1e-6).rounded(.down)) / 10)
  }
}
