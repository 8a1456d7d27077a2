import AuralDSP
import Foundation

/// The true peak by brute force: the judge of limiter and meter.
///
/// Interpolates at 16 moments a frame with a Kaiser-windowed sinc of 256 frames to each side,
/// -6 dB at Nyquist. Meters after BS.1770-5, Annex 2, look at four moments through 12 frames and may
/// miss up to 0.7 dB.
public struct TruePeakJudge {
  private static let factor = 16
  private static let reach = 256
  private static let beta = 9.0

  /// Taps of every moment, oldest frame first; each on four lanes of two channels.
  private let taps: [[Float]]

  /// Designs the interpolator.
  public init() {
    taps = (0..<Self.factor).map { moment in
      let fraction = Double(moment) / Double(Self.factor)
      return (-Self.reach + 1...Self.reach).map { k in
        let t = Double(k) - fraction
        let sinc = t == 0 ? 1 : sin(.pi * t) / (.pi * t)
        let w = 1 - (t / Double(Self.reach)) * (t / Double(Self.reach))
        return Float(
          sinc * bessel(Self.beta * max(w, 0).squareRoot()) / bessel(Self.beta))
      }
    }
  }

  /// The true peak of `signal` in dBTP; silence surrounds it.
  public func truePeakDecibels(of signal: Signal) -> Double {
    let padding = Signal(repeating: .zero, count: 2 * Self.reach)
    let padded = padding + signal + padding
    let quads = stride(from: 0, to: padded.count - 2 * Self.reach - 4, by: 4)
    // Four moments a frame find where the peak can be; between them hides less than 3 dB.
    var highest: Float = 0
    var coarse: [(start: Int, height: Float)] = []
    for start in quads {
      var height: Float = 0
      for moment in stride(from: 0, to: Self.factor, by: 4) {
        height = max(height, interpolated(padded, at: start, moment: moment))
      }
      coarse.append((start, height))
      highest = max(highest, height)
    }
    for (start, height) in coarse where height > 0.7 * highest {
      for moment in 0..<Self.factor where moment % 4 != 0 {
        highest = max(highest, interpolated(padded, at: start, moment: moment))
      }
    }
    return decibels(amplitude: Double(highest))
  }

  /// The greatest magnitude at one moment of four successive frames, either channel.
  private func interpolated(_ signal: Signal, at start: Int, moment: Int) -> Float {
    let taps = taps[moment]
    return signal.withUnsafeBufferPointer { frames in
      taps.withUnsafeBufferPointer { taps in
        guard let frames = frames.baseAddress else { return 0 }
        var sum = SIMD8<Float>.zero
        let base = UnsafeRawPointer(frames + start)
        for k in 0..<taps.count {
          let four = base.loadUnaligned(
            fromByteOffset: k * MemoryLayout<Frame>.stride, as: SIMD8<Float>.self)
          sum += four * taps[k]
        }
        var greatest: Float = 0
        for lane in 0..<8 { greatest = max(greatest, abs(sum[lane])) }
        return greatest
      }
    }
  }
}
