import AuralDSP

/// What lossy codecs do to a file.
public struct CodecCheck: Sendable {
  /// The file's own figures.
  public let own: ProgrammeFigures
  /// The file's own sample rate, in Hz.
  public let sampleRate: Int
  /// What each coding did, in the order they were asked for.
  public let codings: [CodedFigures]

  /// Codes and decodes the file at `path` with ffmpeg by every codec at every bit rate, in kbit/s, or
  /// at the codec's usual ones, and measures what comes back.
  public init(
    path: String, codecs: [Codec], bitrates: [Int], progress: CodecProgress = { _, _ in }
  ) throws {
    var file = try AudioFile(path: path)
    let format = file.format
    let ffmpeg = try FFmpeg()
    try ffmpeg.requireEncoders(for: codecs)
    let own = try measure(&file) { progress(nil, $0) }
    guard own.truePeakDecibels > Level.silence else { throw CodecCheckError.silent(path: path) }
    self.own = own
    sampleRate = format.sampleRate
    codings = try Coding.all(
      codecs: codecs, bitrates: bitrates, channelCount: format.channelCount
    ).map { coding in
      var sound = try CodedSound(path: path, format: format, coding: coding, ffmpeg: ffmpeg)
      return try Self.figures(&sound, coding: coding, format: format, own: own) {
        progress(coding, $0)
      }
    }
  }

  private static func figures(
    _ sound: inout CodedSound, coding: Coding, format: AudioFormat, own: ProgrammeFigures,
    progress: Progress
  ) throws -> CodedFigures {
    var codedFormat = format
    codedFormat.sampleRate = coding.codec.codedRate(format.sampleRate)
    var meter = ProgrammeMeter(format: codedFormat)
    var overs = OverCounter(sampleRate: Double(codedFormat.sampleRate))
    let frames = own.seconds * Double(codedFormat.sampleRate)
    var block: [Frame] = []
    var position = 0
    while try sound.read(&block) {
      meter.process(&block)
      overs.process(&block)
      position += block.count
      progress(min(1, Double(position) / max(frames, 1)))
    }
    overs.finish()
    return CodedFigures(
      coding: coding, codedRate: codedFormat.sampleRate, own: own,
      decoded: meter.measurement(), overs: overs.count)
  }
}

/// Hears how far a check has come: the coding, nil while the file itself is measured, and a share
/// from 0 to 1.
public typealias CodecProgress = (Coding?, Double) -> Void
