import AuralDSP
import CSoxr

/// Brings frames to another sample rate, in step with time: no delay, linear phase.
///
/// libsoxr at its best quality: flat to nine tenths of the lower Nyquist frequency, aliases below
/// -160 dB.
final class SampleRateConverter {
  private let handle: soxr_t
  private let ratio: Double

  /// The frames of output that are taken at once when the input has ended.
  private static let flushFrames = 4_096

  /// Creates a converter; rates in Hz.
  init(from inputRate: Int, to outputRate: Int) {
    var samples = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
    var quality = soxr_best_quality()
    // Results do not depend on the number of cores.
    var threads = soxr_runtime_spec(1)
    ratio = Double(outputRate) / Double(inputRate)
    guard
      let handle = soxr_create(
        Double(inputRate), Double(outputRate), 2, nil, &samples, &quality, &threads)
    else { fatalError("libsoxr converts between all rates from 8 to 384 kHz") }
    self.handle = handle
  }

  deinit {
    soxr_delete(handle)
  }

  /// Converts frames and appends what comes of them to `output`.
  func convert(_ input: [Frame], appendingTo output: inout [Frame]) {
    var consumed = 0
    while consumed < input.count {
      let room = Int(Double(input.count - consumed) * ratio) + Self.flushFrames
      consumed += process(input[consumed...], room: room, appendingTo: &output)
    }
  }

  /// Appends what is left once the input has ended.
  func finish(appendingTo output: inout [Frame]) {
    var before: Int
    repeat {
      before = output.count
      _ = process(nil, room: Self.flushFrames, appendingTo: &output)
    } while output.count > before
  }

  /// Gives the library frames, or their end, and returns how many it took.
  private func process(
    _ input: ArraySlice<Frame>?, room: Int, appendingTo output: inout [Frame]
  ) -> Int {
    let start = output.count
    output.append(contentsOf: repeatElement(.zero, count: room))
    var taken = 0
    var made = 0
    output.withUnsafeMutableBytes { bytes in
      let target = bytes.baseAddress.map { $0 + start * MemoryLayout<Frame>.stride }
      if let input {
        input.withUnsafeBytes { source in
          _ = soxr_process(
            handle, source.baseAddress, input.count, &taken, target, room, &made)
        }
      } else {
        _ = soxr_process(handle, nil, 0, nil, target, room, &made)
      }
    }
    output.removeLast(room - made)
    return taken
  }
}
