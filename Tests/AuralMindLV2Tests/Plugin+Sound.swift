import AuralMind

import Testing

/// Two channels of sound.
struct Stereo: CustomTestStringConvertible {
  var left: [Float]
  var right: [Float]

  /// Loud noise that differs left and right, the same for a seed: it makes every stage work.
  static func noise(_ frames: Int, seed: UInt64 = 1, amplitude: Float = 0.7) -> Stereo {
    var state = seed
    func next() -> Float {
      // Knuth's MMIX generator (The Art of Computer Programming 2, 3.3.4): plenty for noise.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648 * amplitude
    }
    var sound = Stereo(left: [], right: [])
    for _ in 0..<frames {
      sound.left.append(next())
      sound.right.append(next())
    }
    return sound
  }

  /// Whether every sample is a finite number.
  var isFinite: Bool { (left + right).allSatisfy(\.isFinite) }

  /// The bits of every sample, left then right.
  var bits: [UInt32] { (left + right).map(\.bitPattern) }

  /// Whether both are the same to the last bit, the sign of zero included.
  func isIdentical(to other: Stereo) -> Bool { bits == other.bits }

  /// A short form for the log of a failed test.
  var testDescription: String { "\(left.count) frames from \(left.prefix(3)) \(right.prefix(3))" }
}

extension Plugin {
  /// Runs `input` in blocks of the given lengths, again and again, each in buffers of its own.
  func process(_ input: Stereo, blocks: [Int] = [512]) -> Stereo {
    var output = Stereo(left: [], right: [])
    var start = 0
    var turn = 0
    while start < input.left.count {
      let length = min(blocks[turn % blocks.count], input.left.count - start)
      turn += 1
      var buffers = [
        Array(input.left[start..<start + length]), Array(input.right[start..<start + length]),
        [Float](repeating: .nan, count: length), [Float](repeating: .nan, count: length),
      ]
      run(length, on: &buffers)
      output.left += buffers[2]
      output.right += buffers[3]
      start += length
    }
    return output
  }

  /// Runs once on four buffers, for in and out, left and right.
  func run(_ frames: Int, on buffers: inout [[Float]]) {
    let ports: [Control] = [.inLeft, .inRight, .outLeft, .outRight]
    var copies = buffers.map { buffer in
      let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(buffer.count, 1))
      _ = copy.update(from: buffer)
      return copy
    }
    for (port, copy) in zip(ports, copies) { connect(port, to: copy.baseAddress) }
    run(frames)
    for i in buffers.indices { buffers[i] = Array(copies[i].prefix(buffers[i].count)) }
    for port in ports { connect(port, to: nil) }
    for copy in copies { copy.deallocate() }
    copies = []
  }
}
