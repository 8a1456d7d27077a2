import AuralDSP

/// What is known of several tracks, kept apart from who owns it: a value that holds so much within itself
/// would be copied whenever it is asked something.
struct TrackFactsBuffer: ~Copyable {
  private let count: Int
  /// Memory for plain numbers, which need no more than room.
  private let memory: FrameBuffer

  /// Makes room for `count` tracks of which nothing is known.
  init(count: Int) {
    self.count = count
    let frame = MemoryLayout<Frame>.stride
    memory = FrameBuffer(count: (count * MemoryLayout<TrackFacts>.stride + frame - 1) / frame)
    for index in 0..<count { set(TrackFacts(), at: index) }
  }

  /// What is known of a track, from 0 to `count` - 1.
  @_noLocks
  func facts(at index: Int) -> TrackFacts {
    assert(index >= 0 && index < count)
    return unsafe UnsafeRawPointer(memory.base)
      .load(fromByteOffset: index * MemoryLayout<TrackFacts>.stride, as: TrackFacts.self)
  }

  /// Replaces what is known of a track.
  @_noLocks
  func set(_ facts: TrackFacts, at index: Int) {
    assert(index >= 0 && index < count)
    unsafe UnsafeMutableRawPointer(memory.base)
      .storeBytes(
        of: facts, toByteOffset: index * MemoryLayout<TrackFacts>.stride, as: TrackFacts.self)
  }
}
