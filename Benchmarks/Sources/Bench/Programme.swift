import Foundation

/// The sound every plugin gets: pink noise and drums, hot enough to keep a limiter busy.
///
/// The same samples in every run; peaks near 0 dBFS, about -14 dBFS RMS.
final class Programme {
  /// In Hz.
  let sampleRate: Double
  /// Its length.
  let frames: Int
  /// The left channel.
  let left: UnsafeMutablePointer<Float>
  /// The right channel.
  let right: UnsafeMutablePointer<Float>

  /// Synthesises so many seconds of it.
  init(seconds: Double, sampleRate: Double) {
    self.sampleRate = sampleRate
    frames = Int(seconds * sampleRate)
    left = .allocate(capacity: frames)
    right = .allocate(capacity: frames)
    var noise = (left: Noise(seed: 1), right: Noise(seed: 2))
    for i in 0..<frames {
      let time = fmod(Double(i) / sampleRate, 0.5)
      let body = 0.55 * exp(-time / 0.12) * sin(2 * .pi * 55 * time)
      let snap = 0.3 * exp(-time / 0.006)
      let hit = (left: body + snap * noise.left.next(), right: body + snap * noise.right.next())
      left[i] = Float(hit.left + 0.15 * noise.left.pink())
      right[i] = Float(hit.right + 0.15 * noise.right.pink())
    }
  }

  deinit {
    left.deallocate()
    right.deallocate()
  }

  /// The share of groups of so many frames in which a sample of either channel passes a level.
  func share(above level: Float, groupFrames: Int) -> Double {
    var loud = 0
    let groups = frames / groupFrames
    for group in 0..<groups {
      let range = (group * groupFrames)..<((group + 1) * groupFrames)
      if range.contains(where: { abs(left[$0]) > level || abs(right[$0]) > level }) { loud += 1 }
    }
    return groups > 0 ? Double(loud) / Double(groups) : 0
  }
}
