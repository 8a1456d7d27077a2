import AuralMind

/// Masters mixes that have nothing to do with each other, each on a thread of its own.
///
/// A failure does not keep the others from being mastered. Each master takes its name as soon as it is
/// whole. `prepare`, for a proposal where that is said, may change an order once its mix was heard. Results come in the order of `orders`.
public func masterBatch(
  _ orders: [MasteringOrder], threadCount: Int, forProposal: Bool = false,
  prepare: @escaping @Sendable (inout MasteringOrder, CapturedTrack) throws -> Void = { _, _ in },
  progress: Progress = { _ in }
) -> [Result<MasteringReport, any Error>] {
  inParallel(
    orders.map { order in
      { share in
        var order = order
        order.threadCount = orders.count > 1 ? 1 : threadCount
        let mix = try captureMix(
          path: order.input, sampleRate: order.sampleRate, forProposal: forProposal
        ) {
          share.show(MasteringStep.measuringInput.share($0))
        }
        try prepare(&order, mix)
        let take = try master(order, mix: mix) { share.show($0.share($1)) }
        try take.commit()
        return take.report
      }
    }, threadCount: threadCount, progress: progress)
}
