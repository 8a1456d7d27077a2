import CSndfile

/// A structure of libsndfile's that goes from one file to another, in as many bytes as it has.
struct FileChunk: Sendable {
  private var bytes: [UInt8]

  /// The most markers that are carried.
  static let mostCues = 10_000

  /// The size of a list of markers, in bytes: their number, then the markers.
  static func cueBytes(count: Int) -> Int { 4 + count * MemoryLayout<SF_CUE_POINT>.stride }

  /// Asks an open file for the structure; nil where it has none.
  init?(_ handle: OpaquePointer, command: Int, byteCount: Int) {
    bytes = [UInt8](repeating: 0, count: byteCount)
    guard sf_command(handle, Int32(command), &bytes, Int32(byteCount)) == SF_TRUE else {
      return nil
    }
  }

  /// Gives the structure to a file that is written.
  func write(to handle: OpaquePointer, command: Int) {
    var bytes = bytes
    sf_command(handle, Int32(command), &bytes, Int32(bytes.count))
  }

  /// Moves the time a broadcast header counts in frames to another sample rate.
  mutating func moveBroadcast(by ratio: Double) {
    bytes.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: SF_BROADCAST_INFO.self) { headers in
        let time =
          UInt64(headers[0].time_reference_high) << 32 | UInt64(headers[0].time_reference_low)
        let moved = UInt64((Double(time) * ratio).rounded())
        if ratio != 1 {
          headers[0].time_reference_high = UInt32(truncatingIfNeeded: moved >> 32)
          headers[0].time_reference_low = UInt32(truncatingIfNeeded: moved)
        }
        guard headers[0].version >= 2 else { return }
        headers[0].loudness_value = .max
        headers[0].loudness_range = .max
        headers[0].max_true_peak_level = .max
        headers[0].max_momentary_loudness = .max
        headers[0].max_shortterm_loudness = .max
      }
    }
  }

  /// Moves the times a cart chunk counts in frames to another sample rate.
  mutating func moveCart(by ratio: Double) {
    bytes.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: SF_CART_INFO.self) { carts in
        withUnsafeMutableBytes(of: &carts[0].post_timers) { timers in
          timers.withMemoryRebound(to: SF_CART_TIMER.self) { timers in
            for i in timers.indices { timers[i].value = Self.moved(timers[i].value, by: ratio) }
          }
        }
      }
    }
  }

  /// Moves markers to another sample rate.
  mutating func moveCues(by ratio: Double) {
    bytes.withUnsafeMutableBytes { bytes in
      let points = UnsafeMutableRawBufferPointer(rebasing: bytes[4...])
      points.withMemoryRebound(to: SF_CUE_POINT.self) { points in
        for i in points.indices {
          points[i].position = Self.moved(points[i].position, by: ratio)
          points[i].sample_offset = Self.moved(points[i].sample_offset, by: ratio)
        }
      }
    }
  }

  private static func moved<Place: FixedWidthInteger>(_ place: Place, by ratio: Double) -> Place {
    Place(exactly: (Double(place) * ratio).rounded()) ?? place
  }
}
