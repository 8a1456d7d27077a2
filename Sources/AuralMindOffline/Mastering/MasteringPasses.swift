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

  /// What the part before the governor showed; nil where nobody asked.
  var toneRecord: ToneRecord? { survey?.record }

  private let order: MasteringOrder
  private let plan: LoudnessPass.Plan
  private let notes: FileNotes
  /// What is known of the mix before the governor, once that ran.
  private var survey: ToneSurvey?
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
    let survey = try record { progress(.pass(1), $0) }
    search.unlimitedLUFS = survey.integratedLUFS
    var gain = search.nextGainDecibels ?? 0
    var proposal = try begin(&search, survey)
    var number = 1
    var kept: Kept?
    while true {
      // Most often the last pass is the one to keep, and its file is there already.
      let wanted = proposal ?? search.nextGainDecibels ?? search.best?.gainDecibels ?? gain
      proposal = nil
      if wanted == gain, let kept { return kept }
      // What is not kept makes room on the disk.
      kept = nil
      number += 1
      let next = try hearPass(wanted) { progress(.pass(number), $0) }
      if search.nextGainDecibels != nil { search.add(next.reading) }
      // Passes of a short mix cost little.
      if survey.excerpt != nil, search.isWorthKeeping(next.reading) { return next }
      gain = wanted
      kept = next
    }
  }

  /// Runs what comes before the governor, and records it; where there is no room for that, it runs again
  /// in each pass, which is slower, but gives the same bits.
  private mutating func record(progress: Progress) throws -> ToneSurvey {
    let survey: ToneSurvey
    do {
      let recording = try ToneRecording()
      survey = try hear(progress: progress) { try recording.append($0) }
      self.recording = recording
    } catch is ToneRecording.Unavailable {
      survey = try hear(progress: progress) { _ in }
    }
    self.survey = survey
    return survey
  }

  /// Runs what comes before the governor: in two halves where another thread may take one of them.
  private func hear(
    progress: Progress, keep: @escaping @Sendable ([Frame]) throws -> Void
  ) throws -> ToneSurvey {
    // What the mix teaches while it plays, only the first half would know.
    guard order.isParallel, order.spectra.source(order.settings) != nil else {
      return try ToneSurvey(tone(keepsRecord: order.keepsRecord), progress: progress, keep: keep)
    }
    return try ToneHalves(order, frameCount: plan.frameCount).survey(progress: progress, keep: keep)
  }

  /// Makes the passes that a search begins with, of which nothing is written: the first gain is seldom
  /// the one to keep.
  ///
  /// Returns the gain to go on with, in dB; nil where the search knows best.
  private func begin(_ search: inout GainSearch, _ survey: ToneSurvey) throws -> Double? {
    if let passages = survey.excerpt?.passages {
      let excerpt = ExcerptSound(
        try reader().frames(in: passages), format: plan.output.format)
      let pass: GainForecast.Pass = { try self.pass($0, of: excerpt) }
      var forecast = try GainForecast(
        goal: order.goal, limitDecibels: order.settings.limitDecibels,
        unlimitedLUFS: survey.integratedLUFS, excerptLUFS: excerpt.integratedLUFS,
        peakDecibels: excerpt.peakDecibels, pass: pass)
      if let gain = try forecast.gain(pass: pass) {
        if forecast.isSure(gainDecibels: gain) { return gain }
        for reading in try passes([gain]) {
          search.add(reading)
          forecast.correct(by: reading)
        }
        return search.nextGainDecibels == nil ? nil : try forecast.gain(pass: pass)
      }
    }
    let gains = [search.nextGainDecibels, search.secondGainDecibels].compactMap { $0 }
    for reading in try passes(gains) where search.nextGainDecibels != nil {
      search.add(reading)
    }
    return nil
  }

  /// Makes a pass of the whole for each gain, side by side.
  private func passes(_ gains: [Double]) throws -> [GainSearch.Reading] {
    let passes = inParallel(
      gains.map { gain in
        { [self] share in
          try LoudnessPass(reader(), gainDecibels: gain, plan: plan) { share.show($0) }
        }
      }, threadCount: order.isParallel ? gains.count : 1)
    return try passes.map { try $0.get().reading }
  }

  /// Makes a pass of an excerpt, of which nothing is late enough to matter.
  private func pass(_ gain: Double, of excerpt: ExcerptSound) throws -> GainSearch.Reading {
    var plan = plan
    plan.latencyFrames = 0
    return try LoudnessPass(
      ToneReader(excerpt: excerpt.frames), gainDecibels: gain, plan: plan, progress: { _ in }
    ).reading
  }

  /// A pass that is written, where that is wanted, and heard as it is written: on another thread where
  /// there is one.
  func hearPass(_ gain: Double, progress: Progress) throws -> Kept {
    guard order.isParallel else {
      let output = try newOutput()
      var failure: (any Error)?
      let pass = try LoudnessPass(
        reader(), gainDecibels: gain, plan: plan, progress: progress,
        hear: { block in
          do { try output.take(&block) } catch { failure = failure ?? error }
        })
      if let failure { throw failure }
      return Kept(pass: pass, heard: try output.finish())
    }
    let queue = BlockQueue()
    let (pass, heard) = try both(
      { @Sendable [self] progress in
        defer { queue.close() }
        return try LoudnessPass(
          reader(), gainDecibels: gain, plan: plan, progress: progress,
          hear: { block in
            queue.put(block)
            block = []
          })
      },
      { @Sendable [self] _ in
        // Whoever puts blocks waits for them to be taken, whatever happens.
        defer { while queue.take() != nil {} }
        let output = try newOutput()
        while var block = queue.take() { try output.take(&block) }
        return try output.finish()
      }, progress: progress)
    return Kept(pass: pass, heard: heard)
  }

  private func newOutput() throws -> PassOutput {
    try PassOutput(
      order.destination, output: plan.output, notes: notes, frameCount: plan.frameCount,
      depth: order.depthOfResult)
  }

  private func reader() throws -> ToneReader {
    let soundFrame = survey?.soundFrame
    if let recording { return ToneReader(recording, soundFrame: soundFrame) }
    return ToneReader(try tone(keepsRecord: false), soundFrame: soundFrame)
  }

  private func tone(keepsRecord: Bool) throws -> ToneAudio {
    ToneAudio(
      try order.openInput(), settings: order.settings, spectra: order.spectra,
      keepsRecord: keepsRecord)
  }
}
