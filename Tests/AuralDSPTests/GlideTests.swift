import AuralDSP
import Testing

@Suite struct GlideTests {
  @Test(
    "lasts 30 ms, rounded up to whole quanta",
    arguments: [(8_000.0, 4), (44_100, 21), (48_000, 23), (384_000, 180)])
  func length(sampleRate: Double, quanta: Int) {
    var glide = Glide(sampleRate: sampleRate)
    glide.head(for: 1)
    var steps = 0
    while glide.isMoving {
      glide.advance()
      steps += 1
    }
    #expect(steps == quanta)
    #expect(glide.value == 1)
  }

  @Test("goes in a straight line and lands exactly")
  func straight() {
    var glide = Glide(initial: -3, sampleRate: 48_000)
    glide.head(for: 0.7)
    var values = [glide.value]
    while glide.isMoving {
      glide.advance()
      values.append(glide.value)
    }
    let step = 3.7 / Double(glide.quantumCount)
    for (a, b) in zip(values, values.dropFirst()) { #expect(abs(b - a - step) < 1e-12) }
    #expect(glide.value == 0.7)
  }

  @Test("a new target on the way starts from where the value is")
  func retarget() {
    var glide = Glide(sampleRate: 48_000)
    glide.head(for: 1)
    for _ in 0..<10 { glide.advance() }
    let value = glide.value
    glide.head(for: 0)
    #expect(glide.value == value)
    glide.advance()
    #expect(glide.value < value)
    glide.jump(to: 5)
    #expect(glide.value == 5)
    #expect(!glide.isMoving)
  }
}
