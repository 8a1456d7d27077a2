/// What the plugin has to reach beside others, and what it aims at.
struct Goals {
  /// The sample rate and the block the goals are set at.
  static let rate = 48_000.0
  private static let block = 256
  private static let highRate = 192_000.0

  /// What was measured.
  let run: InterleavedRun

  /// What has to be measured for them.
  static var jobs: [InterleavedRun.Job] {
    let contenders = [.limiterSection, .whole, .dpl] + Contender.multibandChain
    return contenders.map { job($0) }
      + [job(.whole, block: 64), job(.whole, block: 1_024), job(.whole, rate: highRate)]
  }

  private static func job(
    _ contender: Contender, rate: Double = rate, block: Int = block
  ) -> InterleavedRun.Job {
    InterleavedRun.Job(contender: contender, sampleRate: rate, blockFrames: block)
  }

  /// The goals and how they are met.
  ///
  /// - Parameter startSeconds: How long the plugin takes to instantiate, the first time in a process.
  /// - Returns: The goals, in their order.
  func verdicts(startSeconds: Double?) -> [Verdict] {
    let worst = run.passages[Self.job(.whole, block: 64)].map {
      $0.map { $0.worstSeconds * Self.rate / 64 * 100 }.median
    }
    return [
      Verdict(
        goal: "Whole chain against dpl", value: ratio(Self.job(.whole), [Self.job(.dpl)]),
        needed: 1.5, aimed: 1),
      Verdict(
        goal: "Whole chain against a multiband chain",
        value: ratio(Self.job(.whole), Contender.multibandChain.map { Self.job($0) }),
        needed: 0.1, digits: 3),
      Verdict(
        goal: "Limiter section against dpl",
        value: ratio(Self.job(.limiterSection), [Self.job(.dpl)]), needed: 0.5),
      Verdict(
        goal: "Worst block at 64 frames, of its duration", value: worst, needed: 10, unit: " %",
        digits: 1),
      Verdict(
        goal: "Cost at 64 frames against 1024",
        value: ratio(Self.job(.whole, block: 64), [Self.job(.whole, block: 1_024)]), needed: 1.3),
      Verdict(
        goal: "Cost a frame at 192 kHz against 48 kHz",
        value: ratio(
          Self.job(.whole, rate: Self.highRate), [Self.job(.whole)], of: \.nanosecondsPerFrame),
        needed: Self.linearity),
      Verdict(
        goal: "Instantiating, the first time in a process", value: startSeconds.map { $0 * 1e3 },
        needed: 50, aimed: 5, unit: " ms", digits: 1),
    ]
  }

  /// What still counts as linear in the sample rate: filters that span the same time have four times the
  /// taps at four times the rate, and what a transform takes of that grows with its logarithm.
  private static let linearity = 1.2

  private func ratio(
    _ job: InterleavedRun.Job, _ others: [InterleavedRun.Job],
    of value: (Passage) -> Double = \.load
  ) -> Double? {
    run.ratios(job, to: others, of: value)?.median
  }
}
