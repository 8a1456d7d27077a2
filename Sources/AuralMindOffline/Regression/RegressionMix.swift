import AuralDSP
import AuralMind

/// A programme of the regression suite, synthesised and known as `master` knows its mix.
struct RegressionMix: Sendable {
  /// Which one it is.
  let programme: RegressionProgramme
  /// The whole of it.
  let frames: [Frame]
  /// What a chain is told of it.
  let known: KnownTrack?
  /// Its loudness, in LUFS.
  let integratedLUFS: Double

  /// Synthesises and captures a programme.
  init(_ programme: RegressionProgramme) {
    self.programme = programme
    var frames = programme.material.frames(sampleRate: Double(programme.sampleRate))
    var capture = ProgrammeCapture(format: programme.format)
    capture.process(&frames)
    let track = capture.track()
    self.frames = frames
    known = track.known
    integratedLUFS = track.figures.integratedLUFS
  }
}

extension RegressionProgramme {
  /// What the meters are told: two channels that never were in a file.
  var format: AudioFormat {
    AudioFormat(
      sampleRate: sampleRate, channelCount: 2, container: .wav, encoding: .float(bits: 32))
  }
}
