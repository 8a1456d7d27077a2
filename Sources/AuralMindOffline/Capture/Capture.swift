import AuralDSP
public import AuralMind
import Dispatch
import Foundation
import Synchronization

/// Takes one profile of several files, which are heard at the same time by as many cores as there are.
///
/// The tracks are brought to their weighted mean loudness and averaged in power by weight; the same
/// files give the same profile, to the byte. Without weights all count alike.
public func capture(
  _ paths: [String], weights: [Double] = [], name: String? = nil, progress: Progress = { _ in }
) throws -> Profile {
  precondition(weights.isEmpty || weights.count == paths.count, "a weight for every file")
  let work = CaptureWork(count: paths.count)
  let group = DispatchGroup()
  let queue = DispatchQueue.global(qos: .userInitiated)
  // Each of them takes a file, then the next that nobody has.
  for _ in 0..<min(paths.count, ProcessInfo.processInfo.activeProcessorCount) {
    queue.async(group: group) {
      while let index = work.take() {
        work.finish(index, Result { try captureTrack(paths[index]) { work.show($0, of: index) } })
      }
    }
  }
  while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut { progress(work.share) }
  let tracks = try work.results.map { try $0.get() }
  for (path, track) in zip(paths, tracks) where !track.hasLoudness {
    throw ProfileFileError.nothingToCapture(path: path)
  }
  return Profile(
    blending: tracks.enumerated().map { ($1, weights.isEmpty ? 1 : weights[$0]) }, name: name)
}

/// Hears one file from its first frame to its last.
private func captureTrack(_ path: String, progress: Progress) throws -> CapturedTrack {
  var file = try AudioFile(path: path)
  var capture = ProgrammeCapture(format: file.format)
  var block: [Frame] = []
  var position = 0
  while try file.read(&block) {
    capture.process(&block)
    position += block.count
    progress(Double(position) / Double(max(file.frameCount, position)))
  }
  return capture.track()
}

/// The files of a capture: which are taken, how far each has come, and what came of it.
private final class CaptureWork: Sendable {
  private struct State {
    var next = 0
    var shares: [Double]
    var results: [Result<CapturedTrack, any Error>?]
  }

  private let state: Mutex<State>

  /// Nothing done yet of `count` files.
  init(count: Int) {
    state = Mutex(
      State(
        shares: [Double](repeating: 0, count: count),
        results: [Result?](repeating: nil, count: count)
      ))
  }

  /// The next file that nobody has taken; nil when there is none, or one has failed.
  func take() -> Int? {
    state.withLock { state in
      let hasFailed = state.results.contains { if case .failure = $0 { true } else { false } }
      guard state.next < state.results.count, !hasFailed else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// Notes how far a file has come.
  func show(_ share: Double, of index: Int) { state.withLock { $0.shares[index] = share } }

  /// Notes what came of a file.
  func finish(_ index: Int, _ result: Result<CapturedTrack, any Error>) {
    state.withLock { $0.results[index] = result }
  }

  /// How far the whole has come.
  var share: Double {
    state.withLock { $0.shares.reduce(0, +) / Double(max(1, $0.shares.count)) }
  }

  /// What came of the files, in their order; those after a failure may be missing.
  var results: [Result<CapturedTrack, any Error>] {
    state.withLock { $0.results.compactMap { $0 } }
  }
}
