/// Two channels of sound.
struct Stereo: Equatable {
  var left: [Float] = []
  var right: [Float] = []

  /// How many frames it has.
  var count: Int { left.count }

  /// The frames of a range.
  func piece(_ range: Range<Int>) -> Stereo {
    Stereo(left: Array(left[range]), right: Array(right[range]))
  }

  /// Puts a piece behind what there is.
  mutating func append(_ piece: Stereo) {
    left += piece.left
    right += piece.right
  }

  /// Whether both are the same to the last bit.
  func isIdentical(to other: Stereo) -> Bool {
    func same(_ a: [Float], _ b: [Float]) -> Bool {
      a.lazy.map(\.bitPattern).elementsEqual(b.lazy.map(\.bitPattern))
    }
    return same(left, other.left) && same(right, other.right)
  }

  /// The first frame that differs, for the sentence of a finding.
  func firstDifference(from other: Stereo) -> Int? {
    (0..<min(count, other.count)).first {
      left[$0].bitPattern != other.left[$0].bitPattern
        || right[$0].bitPattern != other.right[$0].bitPattern
    }
  }
}

/// Knuth's MMIX generator (The Art of Computer Programming 2, 3.3.4): the same numbers on every machine.
struct Chance {
  private var state: UInt64

  /// The same numbers for a seed.
  init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  /// A whole number from 0 to below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next()) % bound }

  /// A number from 0 to 1.
  mutating func unit() -> Float { Float(next() % 16_777_216) / 16_777_216 }

  /// One of several.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Bursts of noise, loud and soft, different left and right: it makes every stage work.
  mutating func programme(frames: Int) -> Stereo {
    var sound = Stereo()
    var level: Float = 0.5
    var tone: Float = 0
    for frame in 0..<frames {
      if frame % 1_500 == 0 { level = unit() }
      tone = 0.95 * tone + 0.3 * (unit() - 0.5)
      sound.left.append(level * (tone + 0.3 * (unit() - 0.5)))
      sound.right.append(level * (tone + 0.3 * (unit() - 0.5)))
    }
    return sound
  }

  /// Sound as it should never be: silence, numbers too small or too large, numbers that are none.
  mutating func hostile(frames: Int) -> Stereo {
    let odd: [Float] = [
      .nan, .infinity, -.infinity, 3e38, .leastNormalMagnitude / 8, -.leastNonzeroMagnitude, 1e5, 0,
      .greatestFiniteMagnitude,
    ]
    var sound = programme(frames: frames)
    switch below(5) {
    case 0: sound = Stereo(left: sound.left.map { _ in 0 }, right: sound.right.map { _ in 0 })
    case 1:
      sound = Stereo(
        left: sound.left.map { $0 * .leastNormalMagnitude },
        right: sound.right.map { $0 * .leastNonzeroMagnitude * 8 })
    case 2: for _ in 0..<8 where frames > 0 { sound.left[below(frames)] = pick(odd) }
    case 3: for frame in 0..<frames { sound.right[frame] = pick(odd) }
    default: break
    }
    return sound
  }
}
