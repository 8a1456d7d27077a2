import CRealtime

/// Finds the highest true peak of stretch after stretch of a stereo signal that is not live.
///
/// The figure is that of a `TruePeakDetector` that hears the whole, to the last bit: a stretch ends
/// `latencyFrames` before the newest frame. But a stretch is known to its end before it is judged, so
/// that its highest sample tells from the start what does not matter; the detector hears only what
/// neither that nor its own bound rules out.
public struct TruePeakSearch: ~Copyable {
  /// How far a stretch ends before the newest frame, in frames.
  public let latencyFrames: Int

  /// Frames that are judged together: beside each peak there is then more than counts as near.
  private static let cellFrames = Int(cell_frames)
  /// Cells that look as far as the detector together.
  private static let cellsInReach = 4
  /// What the detector has to hear before a stretch: more than it sees.
  private static let leadFrames = 128
  /// Loud cells so near to each other are heard in one go: as long as the detector takes to begin.
  private static let mergedCells = 14
  /// Frames behind the newest that vectors read: silence.
  private static let spareFrames = 256

  private var detector = TruePeakDetector()
  private let bound: MomentBound
  private let frames: FrameBuffer
  /// The greatest sample (`x`) and second difference (`y`) of each cell, from `leadFrames` before the
  /// stretch on.
  private let cells: FrameBuffer
  /// The same of cells and their neighbours, as far as the detector sees.
  private let reaches: FrameBuffer
  private var end: Int

  /// Creates a search for stretches of at most `longestFrames`, after silence.
  public init(longestFrames: Int) {
    bound = detector.bound
    latencyFrames = detector.latencyFrames
    let longest = Self.begin + longestFrames + latencyFrames
    frames = FrameBuffer(count: longest + Self.spareFrames)
    let groupFrames = Self.cellFrames * Self.cellsInReach
    let groups = longest / groupFrames + 2
    cells = FrameBuffer(count: groups * Self.cellsInReach)
    reaches = FrameBuffer(count: groups)
    end = Self.begin + latencyFrames
  }

  /// Where a stretch begins in the frames that are kept: a few more than the lead, for vectors.
  private static var begin: Int { leadFrames + 16 }

  /// Appends `range` of a block.
  public mutating func append(_ block: borrowing MutableSpan<Frame>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= block.count, "a range of the block")
    precondition(end + range.count + Self.spareFrames <= frames.count, "no longer than was said")
    unsafe block.span.withUnsafeBufferPointer { block in
      guard let base = block.baseAddress else { return }
      unsafe (frames.base + end).update(from: base + range.lowerBound, count: range.count)
    }
    end += range.count
  }

  /// Appends silence, so that the last peaks are in reach.
  public mutating func appendSilence(_ length: Int) {
    precondition(end + length + Self.spareFrames <= frames.count, "no longer than was said")
    for i in end..<(end + length) { frames[i] = .zero }
    end += length
  }

  /// The highest true peak of either channel since the last call, as an amplitude.
  public mutating func takePeak() -> Float {
    let peak = highestPeak(Self.begin..<(end - latencyFrames))
    let kept = Self.begin + latencyFrames
    frames.move(from: end - kept, to: 0, length: kept)
    end = kept
    return peak
  }

  private mutating func highestPeak(_ stretch: Range<Int>) -> Float {
    guard !stretch.isEmpty else { return 0 }
    let magnitudes = unsafe greatestMagnitudes(
      of: frames.base + stretch.lowerBound, count: stretch.count)
    var peak = max(magnitudes.x, magnitudes.y)
    judgeCells()
    let first = Self.leadFrames / Self.cellFrames
    let last = first + (stretch.count + Self.cellFrames - 1) / Self.cellFrames
    // What is around the highest sample leaves little to do elsewhere.
    var highest = first
    for cell in first..<last where cells[cell].x > cells[highest].x { highest = cell }
    hear(max(first, highest - 1)..<min(last, highest + 2), of: stretch, &peak)
    var cell = first
    while let run = nextRun(in: cell..<last, threshold: peak) {
      hear(run, of: stretch, &peak)
      cell = run.upperBound
    }
    return peak
  }

  /// The next cells whose peaks may reach a threshold.
  private func nextRun(in range: Range<Int>, threshold: Float) -> Range<Int>? {
    guard let first = range.first(where: { !isQuiet($0, threshold: threshold) }) else { return nil }
    var end = first + 1
    var cell = end
    while cell < min(range.upperBound, end + Self.mergedCells) {
      cell += 1
      if !isQuiet(cell - 1, threshold: threshold) { end = cell }
    }
    return first..<end
  }

  @inline(__always)
  private func isQuiet(_ cell: Int, threshold: Float) -> Bool {
    let near = greater(greater(cells[cell - 1], cells[cell]), cells[cell + 1])
    let far = reaches[cell / Self.cellsInReach]
    let height = near.x + near.y * bound.nearShare + bound.farHeight(bend: far.y, level: far.x)
    // Where nothing is heard there is nothing to find, whatever the threshold.
    return height < bound.level(below: threshold) || height == 0
  }

  /// Lets the detector hear what lies around cells, and takes the peaks of the cells themselves.
  private mutating func hear(_ run: Range<Int>, of stretch: Range<Int>, _ peak: inout Float) {
    let origin = Self.begin - Self.leadFrames
    let begin = origin + run.lowerBound * Self.cellFrames
    let heard = begin..<min(origin + run.upperBound * Self.cellFrames, stretch.upperBound)
    let last = heard.upperBound + latencyFrames
    var start = heard.lowerBound - Self.leadFrames
    while start < last {
      let length = min(Oversampler.pieceFrames, last - start)
      let first = start - latencyFrames
      let ready = max(heard.lowerBound, first)..<max(heard.lowerBound, first + length)
      var span = unsafe MutableSpan(_unsafeStart: frames.base + start, count: length)
      // Of what comes before only the frames matter.
      detector.process(&span, 0..<length, threshold: ready.isEmpty ? .infinity : peak)
      for i in ready { peak = max(peak, detector.peaks[i - first].max()) }
      start += length
    }
  }

  /// Notes what is greatest in each cell, and in what the detector sees from there.
  private func judgeCells() {
    let origin = Self.begin - Self.leadFrames
    let groupFrames = Self.cellFrames * Self.cellsInReach
    let groups = (end - origin + groupFrames - 1) / groupFrames
    for i in end..<(end + groupFrames + 8) { frames[i] = .zero }
    unsafe note_cells(cells.base, frames.base + origin, groups * Self.cellsInReach)
    for group in 0..<groups {
      var reach = Frame.zero
      let seen = max(0, group - 2)..<min(groups, group + 3)
      for cell in (seen.lowerBound * Self.cellsInReach)..<(seen.upperBound * Self.cellsInReach) {
        reach = greater(cells[cell], reach)
      }
      reaches[group] = reach
    }
  }
}
