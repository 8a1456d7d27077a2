import AuralDSP
import AuralMindOffline
import Foundation

/// A short synthesised programme: pink noise in mid and side that beats like drums, and what is added.
struct Programme {
  static let sampleRate = 48_000

  /// Mid and side, frame by frame.
  var mid: [Float]
  var side: [Float]

  /// Noise of common balance, darker than pink, with beats; its sides are 6 dB below its middle.
  init(seconds: Double = 16) {
    let count = Int(seconds * Double(Self.sampleRate))
    let beats = (0..<count).map { frame in
      let time = Double(frame % (Self.sampleRate / 2)) / Double(Self.sampleRate)
      return Float(0.25 + exp(-time / 0.03))
    }
    mid = zip(Self.noise(count: count, seed: 1), beats).map { $0 * $1 * 0.1 }
    side = zip(Self.noise(count: count, seed: 2), beats).map { $0 * $1 * 0.05 }
  }

  var count: Int { mid.count }

  /// Time of a frame, in seconds.
  func time(_ frame: Int) -> Double { Double(frame) / Double(Self.sampleRate) }

  /// Adds a tone to the middle.
  func with(hertz: Double, amplitude: Float) -> Programme {
    changed { frame, mid, side in
      (mid + amplitude * Float(sin(2 * .pi * hertz * time(frame))), side)
    }
  }

  /// The programme with every frame changed, which is given by its number, mid and side.
  func changed(_ change: (Int, Float, Float) -> (Float, Float)) -> Programme {
    var programme = self
    for i in mid.indices {
      (programme.mid[i], programme.side[i]) = change(i, mid[i], side[i])
    }
    return programme
  }

  /// Left and right.
  var frames: [Frame] { zip(mid, side).map { Frame($0 + $1, $0 - $1) } }

  /// What a capture hears of it.
  func track(channelCount: Int = 2) -> CapturedTrack {
    let format = AudioFormat(
      sampleRate: Self.sampleRate, channelCount: channelCount, container: .wav,
      encoding: .float(bits: 32))
    var capture = ProgrammeCapture(format: format, forProposal: true)
    var block = frames
    capture.process(&block)
    return capture.track()
  }

  /// Noise that falls by some 5 dB an octave above 200 Hz, as the mean of records does.
  static func noise(count: Int, seed: UInt64) -> [Float] {
    var state = seed
    var slow = (0.0, 0.0, 0.0)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let white = Double(Int64(bitPattern: state) >> 33) / Double(1 << 30)
      // Three poles that overlap approximate a slope between 3 and 6 dB an octave.
      slow.0 += (white - slow.0) * 0.02
      slow.1 += (white - slow.1) * 0.1
      slow.2 += (white - slow.2) * 0.5
      return Float(2.4 * slow.0 + 0.7 * slow.1 + 0.1 * slow.2)
    }
  }
}
