import AuralMind

/// What mastering an album did: tracks that keep their loudness beside each other.
public struct AlbumReport: Sendable {
  /// The reports on the tracks, in their order.
  public let tracks: [MasteringReport]
  /// The loudness asked of the loudest track, in LUFS.
  public let targetLUFS: Double
  /// How much lower all tracks are so that every one of them keeps its place, in LU.
  public let loweredLU: Double
  /// The track for whose sake the album is lower, from 0; nil where it is not.
  public let limitingTrack: Int?
  /// Why that track, and so the album, fell short; nil where the target was reached.
  public let reason: String?
}

/// Masters tracks as an album: the loudest at the target, the others as far below it as in the sources.
///
/// With a reference one tone decision is shared: the curve is drawn from the album's own spectrum, by the
/// length of its tracks, and not from each track's. Where a track cannot be brought to its place within
/// the limit on gain reduction, all of them come down by what it lacks. The masters take their names
/// once all of them are whole: an album is made whole or not at all.
public func masterAlbum(
  _ orders: [MasteringOrder], threadCount: Int, progress: (Int, Double) -> Void = { _, _ in }
) throws -> AlbumReport {
  let mixes = try inParallel(
    orders.map { order in
      { share in
        try captureMix(path: order.input, sampleRate: order.sampleRate) { share.show($0) }
      }
    }, threadCount: threadCount
  ) { progress(0, $0) }.map { try $0.get() }
  var album = Album(orders, mixes: mixes, threadCount: threadCount)
  try album.master { progress($0, $1) }
  for take in album.takes { try take?.commit() }
  return album.report
}

/// An album while it is mastered.
private struct Album {
  private let orders: [MasteringOrder]
  private let mixes: [CapturedTrack]
  private let threadCount: Int
  private let targetLUFS: Double
  private var loweredLU = 0.0
  private var limitingTrack: Int?
  private var reason: String?

  /// The masters so far.
  private(set) var takes: [MasteringTake?]

  /// The most rounds: a track that fell short tells how far to come down, and the second round
  /// seldom shows another.
  private static let maximumRounds = 4

  init(_ orders: [MasteringOrder], mixes: [CapturedTrack], threadCount: Int) {
    let whole = Profile(blending: mixes.map { ($0, weight: $0.figures.seconds) }, name: nil)
    self.orders = zip(orders, mixes).map { order, mix in
      var order = order
      // Tracks side by side keep all threads busy.
      order.threadCount = orders.count > 1 ? 1 : threadCount
      if order.spectra.reference(order.settings) != nil, let known = mix.known {
        order.spectra.source = KnownTrack(spectrum: whole.spectrum, facts: known.facts)
      }
      return order
    }
    self.mixes = mixes
    self.threadCount = threadCount
    targetLUFS = orders[0].goal.targetLUFS
    takes = orders.map { _ in nil }
  }

  var report: AlbumReport {
    AlbumReport(
      tracks: takes.compactMap { $0?.report }, targetLUFS: targetLUFS, loweredLU: loweredLU,
      limitingTrack: limitingTrack, reason: reason)
  }

  mutating func master(progress: (Int, Double) -> Void) throws {
    for round in 1...Self.maximumRounds {
      try masterTracks(round, progress: progress)
      let shortfalls = takes.indices.map { target($0) - reached($0) }
      guard let worst = shortfalls.indices.max(by: { shortfalls[$0] < shortfalls[$1] }),
        shortfalls[worst] > GainSearch.acceptedLU
      else { return }
      if limitingTrack == nil || shortfalls[worst] > GainSearch.acceptedLU {
        limitingTrack = worst
        reason = takes[worst]?.report.reason
      }
      // The shortest falls a little deeper than it has to, so that the next round ends here.
      loweredLU += shortfalls[worst]
    }
  }

  /// Masters the tracks that are not in their place.
  private mutating func masterTracks(_ round: Int, progress: (Int, Double) -> Void) throws {
    let wrong = takes.indices.filter { i in
      takes[i].map { abs($0.report.after.integratedLUFS - target(i)) > GainSearch.acceptedLU }
        ?? true
    }
    let results = inParallel(
      wrong.map { i in
        var order = orders[i]
        order.targetLUFS = target(i)
        let mix = mixes[i]
        return { [order] share in
          try AuralMindOffline.master(order, mix: mix) { step, done in
            share.show(step.share(done))
          }
        }
      }, threadCount: threadCount
    ) { progress(round, $0) }
    for (i, result) in zip(wrong, results) { takes[i] = try result.get() }
  }

  /// The place of a track, in LUFS.
  private func target(_ index: Int) -> Double {
    let loudest = mixes.map(\.figures.integratedLUFS).max() ?? 0
    return targetLUFS - loweredLU + mixes[index].figures.integratedLUFS - loudest
  }

  private func reached(_ index: Int) -> Double {
    takes[index]?.report.after.integratedLUFS ?? target(index)
  }
}
