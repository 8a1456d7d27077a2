import CLV2

/// Where the host's transport is: a `time:Position`.
///
/// It comes from outside like any message, and is believed only as far as it makes sense.
struct TimePosition {
  /// Where on the host's time line the frame of the event lies; below 0 in a count-in.
  let frame: Int
  /// How far the time line goes on with a frame of sound: 1 in playback, 0 where it stands.
  let speed: Double
  /// How far into the block the event lies, in frames, as the host says.
  private let offset: Int

  /// Places within this many frames can be told apart in a double: 6000 years at 48 kHz.
  private static let farthestFrame = Int64(1) << 53
  /// What no shuttle reaches.
  private static let highestSpeed: Float = 1_000

  /// Whether time goes on.
  var isRolling: Bool {
    @_noLocks get { speed != 0 }
  }

  /// Reads an object; nil where it is no position, or says too little or too much.
  ///
  /// - Parameters:
  ///   - object: The body of an atom.
  ///   - offset: The time stamp of its event, in frames.
  ///   - vocabulary: The host's numbers.
  @_noLocks
  init?(_ object: AtomBytes, offset: Int64, vocabulary: Vocabulary) {
    guard object.count >= 8, object.word(at: 4) == vocabulary.timePosition else { return nil }
    var frame: Int64?
    var speed: Float?
    // The object's own head (id, type), then properties: key, context, atom, padding.
    var place = 8
    while let value = object.atom(at: place + 8) {
      let key = object.word(at: place)
      if key == vocabulary.timeFrame, value.type == vocabulary.long, value.body.count == 8 {
        frame = value.body.long(at: 0)
      }
      if key == vocabulary.timeSpeed, value.type == vocabulary.float, value.body.count == 4 {
        speed = Float(bitPattern: value.body.word(at: 0))
      }
      place = value.end
    }
    guard let frame, frame > -Self.farthestFrame, frame < Self.farthestFrame else { return nil }
    // No number passes neither of the comparisons.
    guard let speed, speed > -Self.highestSpeed, speed < Self.highestSpeed else { return nil }
    self.frame = Int(frame)
    self.speed = Double(speed)
    self.offset = Int(clamping: offset)
  }

  /// The place on the time line of the first frame of a block of `blockFrames`, had time gone on before
  /// the event as it goes on behind it.
  @_noLocks
  func startFrame(blockFrames: Int) -> Int {
    let offset = min(max(self.offset, 0), max(blockFrames, 0))
    return frame - Int(Double(offset) * speed)
  }
}
