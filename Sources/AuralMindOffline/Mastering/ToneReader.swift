import AuralDSP

/// A mix as it is before the governor, from its first frame: from its recording, or made anew where
/// there is none.
struct ToneReader: ~Copyable {
  private let recording: ToneRecording?
  private var audio: ToneAudio?
  private var position = 0

  /// The place of the mix's first sound, where it lies before the end of what was read.
  private(set) var soundFrame: Int?

  /// What the chain showed at the end; nil where a recording was read, or nobody asked.
  private(set) var record: ToneRecord?

  /// Reads a recording, which may still grow.
  init(_ recording: ToneRecording) {
    self.recording = recording
    audio = nil
  }

  /// Reads a file through the chain.
  init(_ audio: consuming ToneAudio) {
    recording = nil
    self.audio = consume audio
  }

  /// Fills `block` with the next frames; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) throws -> Bool {
    let isRead: Bool
    if let recording {
      (isRead, soundFrame) = try recording.read(&block, at: position)
    } else {
      isRead = try audio?.read(&block) ?? false
      soundFrame = audio?.soundFrame
      if !isRead { record = audio?.takeRecord() }
    }
    position += block.count
    return isRead
  }
}
