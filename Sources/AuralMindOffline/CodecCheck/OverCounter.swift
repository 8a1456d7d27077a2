import AuralDSP

/// Counts how often a programme passes 0 dBTP between its samples.
struct OverCounter: ~Copyable {
  /// Peaks nearer together than this are one over: a converter that clips makes one click of them, and
  /// no ear tells them apart.
  private static let apartSeconds = 0.01

  private let apartFrames: Int
  private var detector = TruePeakDetector()
  private var position = 0
  private var lastOver: Int?

  /// The number of overs so far.
  private(set) var count = 0

  /// Creates a counter for a rate, in Hz.
  init(sampleRate: Double) {
    apartFrames = Int(Self.apartSeconds * sampleRate)
  }

  /// Hears a block and leaves it as it is.
  mutating func process(_ block: inout [Frame]) {
    var span = block.mutableSpan
    var start = 0
    while start < span.count {
      let end = min(start + Oversampler.pieceFrames, span.count)
      // Below full scale nothing counts, and little is computed.
      detector.process(&span, start..<end, threshold: 1)
      for i in 0..<(end - start) { hear(detector.peaks[i]) }
      start = end
    }
  }

  /// Hears the last peaks out, once nothing follows.
  mutating func finish() {
    var silence = [Frame](repeating: .zero, count: detector.latencyFrames)
    process(&silence)
  }

  private mutating func hear(_ peak: Frame) {
    if max(peak.x, peak.y) > 1 {
      if lastOver.map({ position - $0 > apartFrames }) ?? true { count += 1 }
      lastOver = position
    }
    position += 1
  }
}
