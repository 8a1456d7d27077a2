import AuralDSP
import AuralMind

/// What becomes of a pass: it is written, where that is wanted, and heard as the file has it.
final class PassOutput {
  /// What was heard of a pass, and what was written.
  struct Heard: Sendable {
    /// The loudness, in LUFS.
    let integratedLUFS: Double
    /// The capture of what was written; nil of a lossy file, which has to be read for that.
    let track: CapturedTrack?
    /// What was written but not yet named; nil where nothing was to be.
    let file: FinishedAudioFile?
  }

  private let output: OutputFormat
  private var pending: PendingAudioFile?
  private var capture: ProgrammeCapture?
  private var loudness: LoudnessMeter

  /// Begins a file for about `frameCount` frames, where there is a destination.
  ///
  /// What is written is heard as deep as `depth` says.
  init(
    _ destination: Destination?, output: OutputFormat, notes: FileNotes, frameCount: Int,
    depth: CaptureDepth
  ) throws(AudioFileError) {
    self.output = output
    let isExact = output.format.encoding.isLinear
    capture = isExact ? ProgrammeCapture(format: output.format, depth: depth) : nil
    loudness = LoudnessMeter(
      sampleRate: Double(output.format.sampleRate), channelCount: output.format.channelCount)
    if let destination {
      pending = try PendingAudioFile(destination, output: output, frameCount: frameCount)
      pending?.write(notes)
    }
  }

  /// Takes the next block, which is as it was stored afterwards.
  func take(_ block: inout [Frame]) throws(AudioFileError) {
    try pending?.write(block)
    if capture != nil {
      output.store(&block)
      capture?.process(&block)
    } else {
      var span = block.mutableSpan
      loudness.process(&span)
    }
  }

  /// Ends the file, which still waits for its name; nothing may follow.
  func finish() throws(AudioFileError) -> Heard {
    let file = try pending.take()?.finish()
    guard let track = capture.take()?.track() else {
      return Heard(integratedLUFS: loudness.integratedLUFS, track: nil, file: file)
    }
    return Heard(integratedLUFS: track.figures.integratedLUFS, track: track, file: file)
  }
}
