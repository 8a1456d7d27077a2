public import AuralDSP

/// Passes coded frames through a stage that hears ahead.
///
/// `update` comes before every quantum of 64 frames, `process` in pieces of the given lengths that end
/// where a quantum ends, with what comes `lookaheadFrames` later beside them. Behind the signal's end
/// lies silence.
public func renderedOnGrid(
  _ signal: Signal, lookaheadFrames: Int, blockLengths: [Int] = [64],
  update: (_ frame: Int) -> Void,
  process: (inout MutableSpan<Frame>, _ ahead: borrowing FrameBuffer) -> Void
) -> Signal {
  let ahead = FrameBuffer(count: 64)
  var start = 0
  return renderedOnGrid(signal, blockLengths: blockLengths, update: update) { piece in
    for i in piece.indices {
      let later = start + i + lookaheadFrames
      ahead[i] = later < signal.count ? signal[later] : .zero
    }
    start += piece.count
    process(&piece, ahead)
  }
}
