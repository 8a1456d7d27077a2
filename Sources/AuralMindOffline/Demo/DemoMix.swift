import AuralDSP
import Foundation

/// A short piece, synthesised: drums, bass, a wide pad and a lead, in verses and choruses.
///
/// It is what a mix looks like before mastering: about -20 LUFS, peaks a few dB under full scale,
/// more than 3 LU between verse and chorus, narrow lows and wide highs. The same bits every time
/// for a sample rate.
struct DemoMix {
  /// The balance of the parts against full scale.
  private enum Level {
    static let drums = 0.31
    static let bass = 0.17
    static let pad = 0.044
    static let lead = 0.15
  }

  private let sampleRate: Double
  private let frameCount: Int
  private var drums: DemoDrums
  private var bass: DemoBass
  private var pad: DemoPad
  private var lead: DemoLead
  private var position = 0
  private let firstStep: Int
  private var nextStep: Int
  private var nextStepFrame = 0

  /// Prepares `frameCount` frames of the piece, from a step of its score on.
  init(sampleRate: Double, frameCount: Int, firstStep: Int = 0) {
    self.sampleRate = sampleRate
    self.frameCount = frameCount
    self.firstStep = firstStep
    nextStep = firstStep
    drums = DemoDrums(sampleRate: sampleRate)
    bass = DemoBass(sampleRate: sampleRate)
    pad = DemoPad(sampleRate: sampleRate)
    lead = DemoLead(sampleRate: sampleRate)
  }

  /// Fills `block` with the next frames; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) -> Bool {
    block.removeAll(keepingCapacity: true)
    while block.count < blockFrames, position < frameCount { block.append(nextFrame()) }
    return !block.isEmpty
  }

  private mutating func nextFrame() -> Frame {
    if position == nextStepFrame {
      let score = DemoScore(step: nextStep)
      drums.strike(score)
      bass.strike(score)
      pad.strike(score)
      lead.strike(score)
      nextStep += 1
      nextStepFrame = DemoScore.frame(step: nextStep - firstStep, sampleRate: sampleRate)
    }
    let middle = bass.next() * Level.bass
    let sum =
      drums.next() * Level.drums + SIMD2(middle, middle) + pad.next() * Level.pad
      + lead.next() * Level.lead
    position += 1
    // The last 50 ms fade, so that the file does not end in a click.
    let rest = Double(frameCount - position) / (0.05 * sampleRate)
    return Frame(sum * min(rest, 1))
  }
}

/// Writes `seconds` of the demo mix, at the rate of the output's format.
public func writeDemo(
  to destination: Destination, output: OutputFormat, seconds: Double,
  progress: Progress = { _ in }
) throws(AudioFileError) {
  let sampleRate = Double(output.format.sampleRate)
  let frameCount = Int((seconds * sampleRate).rounded())
  var mix = DemoMix(sampleRate: sampleRate, frameCount: frameCount)
  var pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
  var block: [Frame] = []
  var position = 0
  while mix.read(&block) {
    try pending.write(block)
    position += block.count
    progress(Double(position) / Double(frameCount))
  }
  try pending.finish().commit()
}
