/// Tells in which frames a step of the demo's score begins.
struct StepClock {
  private let sampleRate: Double
  private let firstStep: Int
  private var position = 0
  private var nextStep: Int
  private var nextFrame = 0

  /// Starts with a step, at a rate in Hz.
  init(sampleRate: Double, firstStep: Int = 0) {
    self.sampleRate = sampleRate
    self.firstStep = firstStep
    nextStep = firstStep
  }

  /// Goes on by a frame; the step that begins in it, nil where none does.
  mutating func tick() -> Int? {
    defer { position += 1 }
    guard position == nextFrame else { return nil }
    defer { nextStep += 1 }
    nextFrame = DemoScore.frame(step: nextStep + 1 - firstStep, sampleRate: sampleRate)
    return nextStep
  }
}
