/// One programme of the regression suite: a material at a sample rate.
public struct RegressionProgramme: Sendable, Hashable {
  /// What it is made of.
  public let material: RegressionMaterial
  /// The sample rate, in Hz.
  public let sampleRate: Int

  /// Names a programme.
  public init(_ material: RegressionMaterial, sampleRate: Int) {
    self.material = material
    self.sampleRate = sampleRate
  }

  /// The whole suite: every material at 48 kHz, and the demo mix at two other rates besides.
  public static let all: [RegressionProgramme] = RegressionMaterial.allCases.flatMap {
    ($0 == .demo ? [44_100, 48_000, 96_000] : [48_000]).map { [material = $0] rate in
      RegressionProgramme(material, sampleRate: rate)
    }
  }
}
