import AuralDSP
import AuralMind

/// The passes of one mix through the chain.
///
/// What comes before the governor runs once, and is recorded for the passes that follow; where there is
/// no room for that it runs in each of them. The passes and their order do not depend on the number
/// of threads.
struct MasteringPasses {
  /// The pass that is kept.
  struct Kept {
    let pass: LoudnessPass
    /// What was heard of it, as it is written.
    let heard: PassOutput.Heard

    /// What the search for the gain wants to know.
    var reading: GainSearch.Reading {
      GainSearch.Reading(
        gainDecibels: pass.gainDecibels, integratedLUFS: heard.integratedLUFS,
        averageGainReductionDecibels: pass.averageGainReductionDecibels)
    }
  }

  /// What the part before the governor showed; nil before it ran, or where nobody asked.
  private(set) var toneRecord: ToneRecord?

  private let order: MasteringOrder
  private let plan: LoudnessPass.Plan
  private let notes: FileNotes
  private var recording: ToneRecording?

  /// Opens the mix, and prepares what all passes have in common.
  init(_ order: MasteringOrder) throws {
    self.order = order
    let file = try order.openInput()
    notes = file.notes
    let frameCount = file.frameCount
    let audio = ToneAudio(
      file, settings: order.settings, spectra: order.spectra, keepsRecord: false)
    plan = LoudnessPass.Plan(
      settings: order.settings, output: order.output, frameCount: frameCount,
      latencyFrames: audio.latencyFrames, keepsRecord: order.keepsRecord)
  }

  /// How far the whole chain lags, in seconds.
  var latencySeconds: Double {
    Double(plan.latencyFrames) / Double(plan.output.format.sampleRate)
  }

  /// Makes passes until the search is over, and returns the one to keep, written.
  mutating func search(
    _ search: inout GainSearch, progress: MasteringProgress
  ) throws -> Kept {
    var number = 1
    let firstGain = search.nextGainDecibels ?? 0
    let gains = [firstGain] + (search.secondGainDecibels.map { [$0] } ?? [])
    try firstPasses(gains, search: &search) { progress(.pass(number), $0) }
    var kept: Kept?
    var gain = firstGain
    while true {
      // Most often the last pass is the one to keep, and its file is there already.
      let wanted = search.nextGainDecibels ?? search.best?.gainDecibels ?? gain
      if wanted == gain, let kept { return kept }
      // What is not kept makes room on the disk.
      kept = nil
      number += 1
      let next = try hearPass(wanted) { progress(.pass(number), $0) }
      if search.nextGainDecibels != nil { search.add(next.reading) }
      gain = wanted
      kept = next
    }
  }

  /// The passes the search begins with, while what comes before them is recorded.
  ///
  /// Nothing is written: the first gain is seldom the one to keep.
  private mutating func firstPasses(
    _ gains: [Double], search: inout GainSearch, progress: Progress
  ) throws {
    recording = try? ToneRecording()
    do {
      try runFirstPasses(gains, search: &search, progress: progress)
    } catch is ToneRecording.Unavailable {
      // No room for the recording: slower, but as good.
      recording = nil
      try runFirstPasses(gains, search: &search, progress: progress)
    }
  }

  private mutating func runFirstPasses(
    _ gains: [Double], search: inout GainSearch, progress: Progress
  ) throws {
    typealias Job = @Sendable (WorkShare) throws -> Made
    var jobs: [Job] = []
    if let recording {
      jobs.append { [order] share in
        var audio = try Self.tone(of: order)
        try audio.record(to: recording) { share.show($0) }
        return .tone(audio.record)
      }
    }
    for (i, gain) in gains.enumerated() {
      jobs.append { [self] share in
        .pass(
          try LoudnessPass(
            reader(), gainDecibels: gain, plan: plan, share: share, measuresInput: i == 1))
      }
    }
    // The recording is begun first; those who read it wait for it.
    let results = inParallel(
      jobs, threadCount: order.isParallel ? jobs.count : 1, progress: progress)
    var passes: [LoudnessPass] = []
    for made in try Self.values(results) {
      switch made {
      case .tone(let record): toneRecord = record
      case .pass(let pass): passes.append(pass)
      case .heard: preconditionFailure("nothing is written yet")
      }
    }
    toneRecord = toneRecord ?? passes[0].toneRecord
    search.unlimitedLUFS = passes.compactMap(\.unlimitedLUFS).first
    for pass in passes where search.nextGainDecibels != nil {
      search.add(
        GainSearch.Reading(
          gainDecibels: pass.gainDecibels, integratedLUFS: pass.integratedLUFS ?? silenceLUFS,
          averageGainReductionDecibels: pass.averageGainReductionDecibels))
    }
  }

  /// A pass that is written, where that is wanted, and heard as it is written: on another thread where
  /// there is one.
  func hearPass(_ gain: Double, progress: Progress) throws -> Kept {
    guard order.isParallel else {
      let output = try newOutput()
      var failure: (any Error)?
      let pass = try LoudnessPass(
        reader(), gainDecibels: gain, plan: plan, share: WorkShare(),
        hear: { block in
          do { try output.take(block) } catch { failure = failure ?? error }
        })
      if let failure { throw failure }
      return Kept(pass: pass, heard: try output.finish())
    }
    let queue = BlockQueue()
    let results = inParallel(
      [
        { @Sendable [self] share -> Made in
          defer { queue.close() }
          return .pass(
            try LoudnessPass(
              reader(), gainDecibels: gain, plan: plan, share: share, hear: queue.put))
        },
        { @Sendable [self] _ -> Made in
          // Whoever puts blocks waits for them to be taken, whatever happens.
          defer { while queue.take() != nil {} }
          let output = try newOutput()
          while let block = queue.take() { try output.take(block) }
          return .heard(try output.finish())
        },
      ], threadCount: 2, progress: progress)
    let values = try Self.values(results)
    guard case .pass(let pass) = values[0], case .heard(let heard) = values[1] else {
      preconditionFailure("each job gives its own")
    }
    return Kept(pass: pass, heard: heard)
  }

  /// What a job made.
  private enum Made: Sendable {
    case tone(ToneRecord?)
    case pass(LoudnessPass)
    case heard(PassOutput.Heard)
  }

  private func newOutput() throws -> PassOutput {
    try PassOutput(
      order.destination, output: plan.output, notes: notes, frameCount: plan.frameCount,
      depth: order.depthOfResult)
  }

  private func reader() throws -> ToneReader {
    if let recording { return ToneReader(recording) }
    return ToneReader(try Self.tone(of: order))
  }

  private static func tone(of order: MasteringOrder) throws -> ToneAudio {
    ToneAudio(
      try order.openInput(), settings: order.settings, spectra: order.spectra,
      keepsRecord: order.keepsRecord)
  }

  /// What the jobs gave; where some failed, why the first did, and that the recording has an end.
  private static func values<Value>(_ results: [Result<Value, any Error>]) throws -> [Value] {
    // A pass that had nothing to read says less than what kept it from being recorded.
    for case .failure(let error) in results where !(error is ToneRecording.Unavailable) {
      throw error
    }
    return try results.map { try $0.get() }
  }
}
