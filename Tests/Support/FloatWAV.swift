public import Foundation

/// A stereo file of 32-bit floating-point samples: what goes in and out of hosts without rounding.
public struct FloatWAV {
  /// The sample rate in Hz.
  public let rate: UInt32
  /// Left and right by turns.
  public var samples: [Float]

  /// The length in frames.
  public var frames: Int { samples.count / 2 }

  /// Noise with a pulse now and then, loud enough for every stage to work, the same every time.
  public init(rate: UInt32, noise frames: Int) {
    self.rate = rate
    var state: UInt64 = 7
    samples = (0..<frames * 2).map { index in
      // Knuth's MMIX generator (The Art of Computer Programming 2, 3.3.4).
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
      return value * (index / 2 % 5_000 < 200 ? 0.95 : 0.25)
    }
  }

  /// Reads a file; throws a sentence where it is no such file.
  public init(contentsOf url: URL) throws {
    let data = try Data(contentsOf: url)
    func word(_ offset: Int) -> UInt32 {
      guard offset + 4 <= data.count else { return 0 }
      return (0..<4).reduce(0) { $0 | UInt32(data[offset + $1]) << (8 * UInt32($1)) }
    }
    func tag(_ offset: Int) -> String {
      String(decoding: data.dropFirst(offset).prefix(4), as: UTF8.self)
    }
    var offset = 12
    var rate: UInt32 = 0
    while offset + 8 <= data.count {
      let size = Int(word(offset + 4))
      if tag(offset) == "fmt " {
        rate = word(offset + 12)
        // Plain or extensible floating point, two channels, 32 bits.
        let isFloat = [3, 0xFFFE].contains(word(offset + 8) & 0xFFFF)
        guard isFloat, word(offset + 8) >> 16 == 2, word(offset + 20) >> 16 == 32 else { break }
      }
      if tag(offset) == "data" {
        self.rate = rate
        samples = (0..<size / 4).map { Float(bitPattern: word(offset + 8 + 4 * $0)) }
        return
      }
      offset += 8 + size + size % 2
    }
    throw ShippedBundle.Missing(description: "\(url.path) is no stereo floating-point WAV file")
  }

  /// Writes the file.
  public func write(to url: URL) throws {
    var data = Data()
    func put(_ word: UInt32) {
      withUnsafeBytes(of: word.littleEndian) { data.append(contentsOf: $0) }
    }
    func put(_ tag: String) { data.append(contentsOf: tag.utf8) }
    let bytes = UInt32(samples.count * 4)
    put("RIFF")
    put(36 + bytes)
    put("WAVEfmt ")
    put(16)
    put(0x0002_0003)
    put(rate)
    put(rate * 8)
    put(0x0020_0008)
    put("data")
    put(bytes)
    for sample in samples { put(sample.bitPattern) }
    try data.write(to: url)
  }
}
