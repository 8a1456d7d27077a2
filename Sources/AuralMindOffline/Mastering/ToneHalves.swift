import AuralDSP
import AuralMind
import Synchronization

/// The part of the chain before the governor in two halves, each on a thread of its own.
///
/// The bits are those of the part in one, as long as the spectrum of the mix is known.
struct ToneHalves: Sendable {
  private let order: MasteringOrder
  private let frameCount: Int
  private let queue = BlockQueue()
  private let sound = SoundPlace()

  /// Prepares to hear the mix of `order`, of `frameCount` frames.
  init(_ order: MasteringOrder, frameCount: Int) {
    self.order = order
    self.frameCount = frameCount
  }

  /// Hears the whole, each block of which goes to `keep`, too.
  func survey(
    progress: Progress, keep: @escaping @Sendable ([Frame]) throws -> Void
  ) throws -> ToneSurvey {
    let (front, rear) = try both(
      { @Sendable in try hearLeftRight(progress: $0) },
      { @Sendable in try hearMidSide(progress: $0, keep: keep) }, progress: progress)
    var survey = rear
    if let front, let record = rear.record {
      survey.record = ToneRecord(leftRight: front, midSide: record)
    }
    return survey
  }

  /// Runs the file through the stages on left and right, and returns what they showed.
  private func hearLeftRight(progress: Progress) throws -> ToneRecord? {
    defer { queue.close() }
    var audio = ToneAudio(
      try order.openInput(), settings: order.settings, spectra: order.spectra,
      keepsRecord: order.keepsRecord, part: .leftRight)
    let expectedFrames = audio.frameCount
    var position = 0
    var block: [Frame] = []
    while try audio.read(&block) {
      // Before the block it lies in is taken on the other thread.
      sound.frame = audio.soundFrame
      position += block.count
      queue.put(block)
      block = []
      progress(Double(position) / Double(max(expectedFrames, position)))
    }
    return audio.record
  }

  /// Runs what comes from there through the stages on mid and side, and returns what is known behind them.
  private func hearMidSide(
    progress: Progress, keep: ([Frame]) throws -> Void
  ) throws -> ToneSurvey {
    // Whoever puts blocks waits for them to be taken, whatever happens.
    defer { while queue.take() != nil {} }
    let format = order.output.format
    var chain = MasteringChain(
      .midSide, sampleRate: format.sampleRate, settings: order.settings, spectra: order.spectra,
      keepsRecord: order.keepsRecord)
    let expectedFrames = frameCount + chain.latencyFrames
    var record = order.keepsRecord ? ToneRecord(sampleRate: format.sampleRate) : nil
    var meter = ToneMeter(format: format)
    var position = 0
    while var block = queue.take() {
      chain.process(&block, at: position, soundFrame: sound.frame, record: &record)
      position += block.count
      try keep(block)
      meter.process(&block)
      progress(Double(position) / Double(max(expectedFrames, position)))
    }
    record?.finish(with: chain)
    return meter.survey(soundFrame: sound.frame, record: record)
  }
}

/// The place of the first sound of a mix, in frames: told by one thread, read by another.
private final class SoundPlace: Sendable {
  private let place = Atomic<Int>(-1)

  /// The place; nil as long as there is silence.
  var frame: Int? {
    get {
      let frame = place.load(ordering: .acquiring)
      return frame < 0 ? nil : frame
    }
    set { place.store(newValue ?? -1, ordering: .releasing) }
  }
}
