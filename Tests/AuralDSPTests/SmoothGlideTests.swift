import AuralDSP
import Testing

@Suite struct SmoothGlideTests {
  /// The values of every quantum until the glide rests, the first before it sets out.
  private func way(from start: Double, to end: Double, sampleRate: Double) -> [Double] {
    var glide = SmoothGlide(initial: start, sampleRate: sampleRate)
    glide.head(for: end)
    var values = [glide.value]
    while glide.isMoving && values.count < 10_000 {
      glide.advance()
      values.append(glide.value)
    }
    return values
  }

  private static let rates = [8_000.0, 44_100, 48_000, 192_000]

  @Test("lands on its target exactly, after 20 to 60 ms", arguments: rates)
  func lands(sampleRate: Double) {
    for (start, end) in [(0.0, 6.3), (-24, 24), (1, 0.1)] {
      let values = way(from: start, to: end, sampleRate: sampleRate)
      #expect(values.first == start)
      #expect(values.last == end)
      let milliseconds = Double((values.count - 1) * Glide.quantumFrames) * 1_000 / sampleRate
      #expect((20...60).contains(milliseconds))
    }
  }

  @Test("never turns back nor overshoots, and is gentlest at both ends")
  func gentle() {
    let values = way(from: -24, to: 24, sampleRate: 48_000)
    let steps = zip(values, values[1...]).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 > 0 })
    let middle = steps.count / 2
    for i in 0..<middle { #expect(steps[i] < steps[i + 1] + 1e-9) }
    // The same way out as in.
    for (first, last) in zip(steps, steps.reversed()) { #expect(abs(first - last) < 1e-9) }
    #expect(steps[0] < 48 * 0.01)
  }

  @Test("a new target on the way is met without a jump")
  func turns() {
    var glide = SmoothGlide(initial: 0, sampleRate: 48_000)
    glide.head(for: 10)
    for _ in 0..<12 { glide.advance() }
    let before = glide.value
    glide.head(for: -10)
    #expect(glide.value == before)
    glide.advance()
    #expect(abs(glide.value - before) < 0.2)
    for _ in 0..<200 { glide.advance() }
    #expect(glide.value == -10)
  }

  @Test("asking again for the same target changes nothing; a jump is at once")
  func again() {
    var glide = SmoothGlide(initial: 0, sampleRate: 48_000)
    var other = glide
    other.head(for: 5)
    for _ in 0..<20 {
      glide.head(for: 5)
      glide.advance()
      other.advance()
      #expect(glide.value == other.value)
    }
    glide.jump(to: -3)
    #expect(glide.value == -3)
    #expect(!glide.isMoving)
  }
}
