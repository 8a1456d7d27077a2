import AuralDSP
import AuralMind
import Foundation

/// Finds where a track changes: its verses, choruses, breaks.
///
/// J. Foote, "Automatic audio segmentation using a measure of audio novelty", IEEE ICME 2000: cells of
/// about 0.7 s are compared with one another, and a chequerboard kernel that moves along the diagonal
/// of their distances peaks where what follows differs from what went before more than either differs
/// in itself.
struct SectionFinder {
  private static let cellSeconds = 0.7
  /// How far the kernel looks to either side: four bars at 120 a minute.
  private static let reachSeconds = 8.0
  /// No section is shorter: two bars.
  private static let shortestSeconds = 4.0
  /// The least novelty of an edge, in dB: louder by 2 dB throughout is a section, a fill is none.
  private static let leastNovelty: Float = 1.5
  /// Sections that differ by less than this have not the whole range of intensities, in LU.
  private static let leastSpread = 2.0

  private let framesInCell: Int
  private let secondsInCell: Double
  private let frameSeconds: Double
  private var frames = 0
  private var cellPower = 0.0
  private var cellBands = [Double](repeating: 0, count: BandCorrelation.edgesHertz.count - 1)
  /// The weighted power of each cell.
  private var powers: [Float] = []
  /// Loudness and the levels of the bands beside it, in dB, as a point whose distances are in dB.
  private var cells: [SIMD8<Float>] = []

  /// Creates a finder for frames of analysis that come `frameSeconds` apart.
  init(frameSeconds: Double) {
    self.frameSeconds = frameSeconds
    framesInCell = max(1, Int((Self.cellSeconds / frameSeconds).rounded()))
    secondsInCell = Double(framesInCell) * frameSeconds
  }

  /// Counts a frame of analysis: the powers of `count` bands, and the weighted power of them all.
  mutating func add(_ bands: borrowing FrameBuffer, count: Int, weightedPower: Double) {
    cellPower += weightedPower
    let edges = BandCorrelation.edgesHertz.map {
      min(count, Int(OctaveBands.position(hertz: $0).rounded(.up)))
    }
    for place in cellBands.indices {
      for band in edges[place]..<edges[place + 1] {
        cellBands[place] += Double(bands[band].sum())
      }
    }
    frames += 1
    if frames == framesInCell { completeCell() }
  }

  /// The sections of a track of that length; of one that does not change, the whole as one.
  func sections(seconds: Double) -> [TrackStatistics.Section] {
    guard seconds > 0 else { return [] }
    let edges = [0] + self.edges() + [cells.count]
    let levels = zip(edges, edges.dropFirst()).map { start, end in
      let sum = powers[start..<end].reduce(0.0) { $0 + Double($1) }
      return max(-70, loudnessLUFS(power: sum / Double(max(end - start, 1))))
    }
    let lowest = levels.min() ?? 0
    let spread = max((levels.max() ?? 0) - lowest, Self.leastSpread)
    // The first cell's middle lies half a frame of analysis late.
    let times = edges.map { (Double($0) * secondsInCell + frameSeconds / 2) }
    return levels.indices.map { i in
      TrackStatistics.Section(
        startSeconds: i == 0 ? 0 : times[i],
        endSeconds: i == levels.count - 1 ? seconds : times[i + 1],
        intensity: (levels[i] - lowest) / spread)
    }
  }

  private mutating func completeCell() {
    let loudness = max(-70, loudnessLUFS(power: cellPower / Double(frames)))
    var cell = SIMD8<Float>.zero
    cell[0] = Float(loudness)
    for place in cellBands.indices {
      let level = 10 * log10(max(cellBands[place] / Double(frames), 1e-10)) - loudness
      cell[place + 1] = Float(min(max(level, -60), 20) / Double(cellBands.count).squareRoot())
      cellBands[place] = 0
    }
    cells.append(cell)
    powers.append(Float(cellPower / Double(frames)))
    frames = 0
    cellPower = 0
  }

  /// The cells that begin a section, but the first.
  private func edges() -> [Int] {
    let gap = max(1, Int((Self.shortestSeconds / secondsInCell).rounded(.up)))
    guard cells.count >= 2 * gap else { return [] }
    let novelty = (0...cells.count).map {
      $0 >= gap && $0 <= cells.count - gap ? self.novelty($0) : 0
    }
    return novelty.indices.filter { place in
      guard novelty[place] >= Self.leastNovelty else { return false }
      // The first of equals is the peak.
      let before = novelty[max(0, place - gap)..<place]
      let after = novelty[(place + 1)..<min(novelty.count, place + gap + 1)]
      return before.allSatisfy { $0 < novelty[place] } && after.allSatisfy { $0 <= novelty[place] }
    }
  }

  /// By how much cells on either side of an edge differ more than those on one side, in dB.
  private func novelty(_ edge: Int) -> Float {
    let reach = Int((Self.reachSeconds / secondsInCell).rounded())
    let before = min(reach, edge)
    let after = min(reach, cells.count - edge)
    func weight(_ distance: Int) -> Float {
      let x = Float(distance) / Float(reach)
      return exp(-2 * x * x)
    }
    func mean(_ a: Int, _ b: Int, _ cell: (Int) -> Int, _ other: (Int) -> Int) -> Float {
      var sum: Float = 0
      var weights: Float = 0
      for i in 0..<a {
        for j in 0..<b {
          let step = cells[cell(i)] - cells[other(j)]
          let w = weight(i) * weight(j)
          sum += w * (step * step).sum().squareRoot()
          weights += w
        }
      }
      return weights > 0 ? sum / weights : 0
    }
    let left = { edge - 1 - $0 }
    let right = { edge + $0 }
    return mean(before, after, left, right)
      - (mean(before, before, left, left) + mean(after, after, right, right)) / 2
  }
}
