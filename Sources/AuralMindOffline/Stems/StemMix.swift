import AuralDSP
import AuralMind
import Foundation

/// A mix that was summed from stems, in a file that goes away with the value.
///
/// It is as loud as the mix the stems belong to, and as long as the longest of them.
public final class StemMix {
  /// The sample rate, in Hz.
  public let sampleRate: Int
  /// The number of channels: one where the mix and every stem of it have one.
  public let channelCount: Int
  /// The gain that made the sum as loud as the mix, in dB.
  public let gainDecibels: Double
  /// What of the mix the untreated stems do not explain, in dB beside the mix; nil where rates differ.
  public let residualDecibels: Double?

  private let file: FinishedAudioFile

  /// Stems of one mix leave less than this, in dB: what its bus compressor did, and no more.
  private static let mostResidual = -10.0
  /// A residual below this is rounding, in dB.
  private static let leastResidual = -150.0

  /// The file to master, which is there for as long as the value is held.
  public var path: String { file.temporaryPath }

  /// Sums stems, voices treated at the amounts of `settings`, and brings them to the loudness of `mix`.
  ///
  /// The file is written in `folder`; stems from a program need not have the rate of the mix.
  init(
    _ stems: StemFolder, mix: String, settings: Settings, folder: String, areSeparated: Bool,
    progress: Progress
  ) throws {
    var original = try AudioFile(path: mix)
    var sum = try StemSum(
      stems, settings: settings, sampleRate: areSeparated ? nil : original.format.sampleRate,
      progress: { progress(0.4 * $0) })
    sampleRate = sum.sampleRate
    // Of a mono mix, too, the program makes stems of two channels.
    channelCount = max(areSeparated ? 1 : sum.channelCount, original.format.channelCount)
    let comparison = try StemComparison(&sum, with: &original) { progress(0.4 + 0.3 * $0) }
    guard comparison.mixLUFS > -70 else { throw AudioFileError.noLoudness(path: mix) }
    guard comparison.sumLUFS > -70 else { throw StemError.silent(path: stems.path) }
    gainDecibels = comparison.mixLUFS - comparison.sumLUFS
    residualDecibels = comparison.residualShare.map {
      max(Self.leastResidual, decibels(power: max($0, .leastNormalMagnitude)))
    }

    try sum.restart()
    let place = (folder as NSString).appendingPathComponent("auralmind-stems-\(getpid()).wav")
    let output = try OutputFormat(
      path: place,
      input: AudioFormat(
        sampleRate: sampleRate, channelCount: channelCount, container: .wav,
        encoding: .float(bits: 32)), wordLength: nil)
    var pending = try PendingAudioFile(
      Destination(path: place, inputs: []), output: output, frameCount: sum.frameCount)
    pending.write(original.notes)
    let gain = amplitude(decibels: gainDecibels)
    var block: [Frame] = []
    var position = 0
    while try sum.read(&block, gain: gain) {
      try pending.write(block)
      position += block.count
      progress(0.7 + 0.3 * Double(position) / Double(max(sum.frameCount, position)))
    }
    file = try pending.finish()
  }

  /// What is to be said where the stems do not make up the mix; nil where they do.
  public var warning: String? {
    guard let residualDecibels, residualDecibels > Self.mostResidual else { return nil }
    return """
      The stems do not make up the mix: what they leave of it is \(written(residualDecibels, decimals: 1)) dB beside it, \
      as if they were late, of another version or not all there; they are mastered as they are.
      """
  }
}
