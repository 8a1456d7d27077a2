import Foundation
import Support
import Synchronization
import Testing

/// A client of JACK that plays stereo sound and records as much stereo sound.
///
/// Two clients, so that player, host and recorder stand in one row and every period passes all three.
final class JackTape {
  private let library: JackLibrary
  private let player: JackLibrary.Client
  private let recorder: JackLibrary.Client
  private let state: UnsafeMutablePointer<State>

  /// What JACK's thread works on; tests wait until it has done.
  private struct State: ~Copyable {
    let buffer: @convention(c) (JackLibrary.Port, UInt32) -> UnsafeMutableRawPointer?
    let outputs: (JackLibrary.Port, JackLibrary.Port)
    let inputs: (JackLibrary.Port, JackLibrary.Port)
    let sound: UnsafeMutableBufferPointer<Float>
    let recorded: UnsafeMutableBufferPointer<Float>
    var played = 0
    let isFreewheeling = Atomic<Bool>(false)
    let isRolling = Atomic<Bool>(false)
    let periods = Atomic<Int>(0)
    let recordedFrames = Atomic<Int>(0)
  }

  /// Puts `sound`, left and right by turns, in front of a host's ports and a recorder behind them.
  init(_ sound: [Float], server: String, into inputs: [String], from outputs: [String]) throws {
    let library = try JackLibrary()
    func client(_ name: String) throws -> JackLibrary.Client {
      var status: UInt32 = 0
      return try #require(
        library.open(
          name, JackLibrary.noStartServer | JackLibrary.serverName, &status, server),
        "JACK says \(status)")
    }
    func port(
      _ client: JackLibrary.Client, _ name: String, _ flags: UInt
    ) throws -> JackLibrary.Port {
      try #require(library.register(client, name, JackLibrary.audio, flags, 0))
    }
    let player = try client("player")
    let recorder = try client("recorder")
    let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: sound.count)
    _ = copy.initialize(from: sound)
    let recorded = UnsafeMutableBufferPointer<Float>.allocate(capacity: sound.count)
    recorded.initialize(repeating: .nan)
    self.library = library
    self.player = player
    self.recorder = recorder
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        buffer: library.buffer,
        outputs: (
          try port(player, "l", JackLibrary.isOutput), try port(player, "r", JackLibrary.isOutput)
        ),
        inputs: (
          try port(recorder, "l", JackLibrary.isInput), try port(recorder, "r", JackLibrary.isInput)
        ),
        sound: copy, recorded: recorded))
    #expect(library.setProcess(player, Self.play, state) == 0)
    #expect(library.setProcess(recorder, Self.record, state) == 0)
    #expect(library.setFreewheelCallback(recorder, Self.freewheel, state) == 0)
    #expect(library.activate(player) == 0)
    #expect(library.activate(recorder) == 0)
    for (side, name) in zip(["l", "r"], inputs) {
      #expect(library.connect(player, "player:\(side)", name) == 0)
    }
    for (side, name) in zip(["l", "r"], outputs) {
      #expect(library.connect(recorder, name, "recorder:\(side)") == 0)
    }
  }

  deinit {
    _ = library.close(recorder)
    _ = library.close(player)
    state.pointee.sound.deallocate()
    state.pointee.recorded.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Plays the sound as fast as the host works, and returns what came back meanwhile.
  func roll() throws -> [Float] {
    // No period is lost to a machine under load: without a clock nobody is late.
    try #require(library.setFreewheel(player, 1) == 0)
    try wait { $0.isFreewheeling.load(ordering: .acquiring) }
    // The last period by the clock is over when others have come after it.
    let before = state.pointee.periods.load(ordering: .relaxed)
    try wait { $0.periods.load(ordering: .relaxed) > before + 16 }
    state.pointee.isRolling.store(true, ordering: .releasing)
    let whole = state.pointee.recorded.count / 2
    try wait { $0.recordedFrames.load(ordering: .acquiring) == whole }
    // A client that left on the way back to the clock would be waited for.
    try #require(library.setFreewheel(player, 0) == 0)
    try wait { !$0.isFreewheeling.load(ordering: .acquiring) }
    let end = state.pointee.periods.load(ordering: .relaxed)
    try wait { $0.periods.load(ordering: .relaxed) > end + 2 }
    return Array(state.pointee.recorded)
  }

  private func wait(_ condition: (borrowing State) -> Bool) throws {
    for _ in 0..<6_000 {
      if condition(state.pointee) { return }
      usleep(10_000)
    }
    throw ShippedBundle.Missing(description: "JACK stands still")
  }

  private static let freewheel: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    isStarting, argument in
    argument?.assumingMemoryBound(to: State.self).pointee.isFreewheeling
      .store(isStarting == 1, ordering: .releasing)
  }

  private static let play: JackLibrary.Process = { frames, argument in
    guard let state = argument?.assumingMemoryBound(to: State.self) else { return 0 }
    let left = state.pointee.buffer(state.pointee.outputs.0, frames)?
      .assumingMemoryBound(to: Float.self)
    let right = state.pointee.buffer(state.pointee.outputs.1, frames)?
      .assumingMemoryBound(to: Float.self)
    guard let left, let right else { return 0 }
    let isRolling = state.pointee.isRolling.load(ordering: .acquiring)
    for i in 0..<Int(frames) {
      let place = 2 * (state.pointee.played + i)
      let isSound = isRolling && place < state.pointee.sound.count
      left[i] = isSound ? state.pointee.sound[place] : 0
      right[i] = isSound ? state.pointee.sound[place + 1] : 0
    }
    if isRolling { state.pointee.played += Int(frames) }
    return 0
  }

  private static let record: JackLibrary.Process = { frames, argument in
    guard let state = argument?.assumingMemoryBound(to: State.self) else { return 0 }
    state.pointee.periods.add(1, ordering: .relaxed)
    let left = state.pointee.buffer(state.pointee.inputs.0, frames)?
      .assumingMemoryBound(to: Float.self)
    let right = state.pointee.buffer(state.pointee.inputs.1, frames)?
      .assumingMemoryBound(to: Float.self)
    // The player, ahead in the row, has said in this period whether it has begun.
    guard let left, let right, state.pointee.played > 0 else { return 0 }
    let start = state.pointee.recordedFrames.load(ordering: .relaxed)
    let count = min(Int(frames), state.pointee.recorded.count / 2 - start)
    for i in 0..<count {
      state.pointee.recorded[2 * (start + i)] = left[i]
      state.pointee.recorded[2 * (start + i) + 1] = right[i]
    }
    state.pointee.recordedFrames.store(start + count, ordering: .releasing)
    return 0
  }
}
