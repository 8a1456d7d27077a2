/// Several setups, turn by turn and piece by piece: what drifts with the machine drifts for all of them
/// alike.
struct InterleavedRun {
  /// What is measured: a contender at a sample rate in Hz, in blocks of so many frames.
  struct Job: Hashable {
    let contender: Contender
    let sampleRate: Double
    let blockFrames: Int
  }

  /// What was run.
  let jobs: [Job]
  /// The passes of each job, one a round.
  private(set) var passages: [Job: [Passage]] = [:]
  /// What the plugins told after the last round, by job.
  private(set) var latencies: [Job: Int] = [:]
  /// The highest sample each has put out, as an amplitude: it shows that all do the work they are asked for.
  private(set) var peaks: [Contender: Float] = [:]
  /// Who could not be measured, and why.
  private(set) var absent: [(contender: Contender, reason: String)] = []

  /// Runs every job once a round, each round beginning with another of them.
  init(_ jobs: [Job], options: Options, world: PluginWorld) {
    var programmes: [Double: Programme] = [:]
    var instances: [Job: Instance] = [:]
    var opened: [Opening: Instance] = [:]
    var missing: Set<Contender> = []
    for job in jobs where !missing.contains(job.contender) {
      let opening = Opening(contender: job.contender, sampleRate: job.sampleRate)
      do {
        let programme =
          programmes[job.sampleRate]
          ?? Programme(seconds: options.seconds, sampleRate: job.sampleRate)
        programmes[job.sampleRate] = programme
        if opened[opening] == nil {
          let instance = try job.contender.open(in: world, sampleRate: job.sampleRate)
          // The first pass is no measure: memory is touched, and what learns has learned little.
          peaks[job.contender] = instance.warm(programme)
          opened[opening] = instance
        }
        instances[job] = opened[opening]
      } catch {
        missing.insert(job.contender)
        absent.append((job.contender, "\(error)"))
      }
    }
    self.jobs = jobs.filter { instances[$0] != nil && !missing.contains($0.contender) }
    for round in 0..<options.rounds {
      for job in self.jobs {
        passages[job, default: []].append(
          Passage(blockFrames: job.blockFrames, sampleRate: job.sampleRate))
      }
      let pieceCount = Int((options.seconds / Self.pieceSeconds).rounded(.up))
      for piece in 0..<pieceCount {
        for turn in self.jobs.indices {
          // Another order each time, so that nobody always follows the same one.
          let job = self.jobs[(turn + piece + round) % self.jobs.count]
          guard let instance = instances[job], let programme = programmes[job.sampleRate] else {
            continue
          }
          let range = Self.range(piece, of: pieceCount, in: programme)
          passages[job]?[round].add(
            instance.measure(
              programme, range, block: job.blockFrames,
              from: range.lowerBound + Self.warmFrames))
        }
      }
    }
    for job in self.jobs {
      latencies[job] = instances[job]?.latencyFrames
    }
  }

  /// How long each has its turn: short beside what a machine drifts in, long beside the time in which a plugin
  /// has its memory in the caches again.
  private static let pieceSeconds = 1.0

  /// What each turn begins with and is not counted: the others have emptied the caches.
  private static let warmFrames = 1_024

  private static func range(_ piece: Int, of count: Int, in programme: Programme) -> Range<Int> {
    programme.frames * piece / count..<programme.frames * (piece + 1) / count
  }

  private struct Opening: Hashable {
    let contender: Contender
    let sampleRate: Double
  }

  /// CPU seconds a second of sound: the median of the rounds.
  func load(_ job: Job) -> Double { (passages[job] ?? []).map(\.load).median }

  /// CPU seconds a second of sound where each turn is the quickest of its rounds: what disturbs only ever
  /// adds, so this is what is left to compare where the difference is small.
  func quietLoad(_ job: Job) -> Double {
    guard let passages = passages[job], let first = passages.first else { return .nan }
    let quickest = first.turnSeconds.indices.reduce(0) { sum, turn in
      sum + (passages.map { $0.turnSeconds[turn] }.min() ?? .nan)
    }
    return quickest / Double(first.blockSeconds.count * job.blockFrames) * job.sampleRate
  }

  /// Every round's ratio of one job's cost to the sum of others'; nil where one of them is missing.
  ///
  /// - Parameters:
  ///   - job: What is compared.
  ///   - others: What it is compared with.
  ///   - value: What of a pass.
  /// - Returns: A ratio for each round.
  func ratios(
    _ job: Job, to others: [Job], of value: (Passage) -> Double = \.load
  ) -> [Double]? {
    guard let passages = passages[job] else { return nil }
    var sums = [Double](repeating: 0, count: passages.count)
    for other in others {
      guard let passages = self.passages[other] else { return nil }
      for (round, passage) in passages.enumerated() { sums[round] += value(passage) }
    }
    return zip(passages, sums).map { value($0) / $1 }
  }
}

extension InterleavedRun {
  /// What a contender told of its latency, in frames: below 0 where it tells none; nil where it did not run.
  func latencyFrames(_ contender: Contender, rate: Double) -> Int? {
    guard
      let job = jobs.first(where: { $0.contender == contender && $0.sampleRate == rate })
    else { return nil }
    return latencies[job] ?? -1
  }
}
