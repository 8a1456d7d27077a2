import AuralDSP

/// A mix as it is before the governor, from its first frame, or an excerpt of it.
struct ToneReader: ~Copyable {
  /// The place of the first sound; nil of silence.
  let soundFrame: Int?

  private let recording: ToneRecording?
  private let excerpt: [Frame]
  private var audio: ToneAudio?
  private var position = 0

  /// Reads a recording of a mix whose first sound is at `soundFrame`.
  init(_ recording: ToneRecording, soundFrame: Int?) {
    self.recording = recording
    self.soundFrame = soundFrame
    excerpt = []
    audio = nil
  }

  /// Reads a mix, whose first sound is at `soundFrame`, through the chain.
  init(_ audio: consuming ToneAudio, soundFrame: Int?) {
    recording = nil
    self.soundFrame = soundFrame
    excerpt = []
    self.audio = consume audio
  }

  /// Reads an excerpt, which is as if sound began with it.
  init(excerpt: [Frame]) {
    recording = nil
    soundFrame = 0
    self.excerpt = excerpt
    audio = nil
  }

  /// Fills `block` with the next frames; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) throws -> Bool {
    let isRead: Bool
    if let recording {
      isRead = try recording.read(&block, at: position)
    } else if audio != nil {
      isRead = try audio?.read(&block) ?? false
    } else {
      block = Array(excerpt[position..<min(position + blockFrames, excerpt.count)])
      isRead = !block.isEmpty
    }
    position += block.count
    return isRead
  }

  /// Reads to the end, and returns what lies in passages that follow each other.
  consuming func frames(in passages: [Range<Int>]) throws -> [Frame] {
    var frames: [Frame] = []
    frames.reserveCapacity(passages.reduce(0) { $0 + $1.count })
    var block: [Frame] = []
    var rest = passages[...]
    while !rest.isEmpty {
      let start = position
      guard try read(&block) else { break }
      for passage in rest.prefix(while: { $0.lowerBound < position }) {
        let range = passage.clamped(to: start..<position)
        frames += block[range.lowerBound - start..<range.upperBound - start]
      }
      rest = rest.drop { $0.upperBound <= position }
    }
    return frames
  }
}
