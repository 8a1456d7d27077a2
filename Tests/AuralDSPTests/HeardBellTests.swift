import Support
import Testing

@testable import AuralDSP

@Suite struct HeardBellTests {
  @Test("it hears and does what band-passes and a bell do", arguments: [8_000.0, 48_000, 384_000])
  func plain(sampleRate: Double) {
    let band = BandPass(lowHertz: 220, highHertz: 3_700, sampleRate: sampleRate)
    let sound = whiteNoise(seconds: 0.1, sampleRate: sampleRate)
    let (frames, powers) = heard(band, sound, sampleRate: sampleRate, lengths: [64])
    var ear = band
    var bell = DynamicBell(centreHertz: 300, q: 1, sampleRate: sampleRate)
    var expected = DoubleFrame.zero
    var gain = 1.0
    for (index, frame) in sound.enumerated() {
      let sample = ear.process(DoubleFrame(Double(frame.x), 0)).x
      let pair = DoubleFrame(sample, Double(frame.x))
      expected += pair * pair
      gain -= 1e-5
      let output = bell.process(DoubleFrame(repeating: Double(frame.x)), gain: gain).x
      // Both in double precision, the output rounded to single.
      #expect(abs(Double(frames[index].x) - output) <= 0.75 * Double(Float(output).ulp))
      #expect(frames[index].y == frame.y)
    }
    // What double precision leaves of a band at a thousandth of the rate.
    #expect(abs(powers.x / expected.x - 1) < 1e-9)
    #expect(abs(powers.y / expected.y - 1) < 1e-12)
  }

  @Test("it is independent of the block length, and silent about a gain of 1")
  func split() {
    let band = BandPass(lowHertz: 6_000, highHertz: 10_000, sampleRate: 48_000)
    let sound = whiteNoise(seconds: 0.1, sampleRate: 48_000)
    let whole = heard(band, sound, sampleRate: 48_000, lengths: [64])
    let split = heard(band, sound, sampleRate: 48_000, lengths: [1, 2, 13, 64])
    #expect(whole.frames == split.frames)
    #expect(whole.powers == split.powers)
    let untouched = heard(band, sound, sampleRate: 48_000, step: 0, lengths: [64])
    #expect(untouched.frames == sound)
  }

  private func heard(
    _ band: BandPass, _ sound: Signal, sampleRate: Double, step: Double = -1e-5, lengths: [Int]
  ) -> (frames: Signal, powers: DoubleFrame) {
    var bell = HeardBell(
      first: band, second: nil, bell: DynamicBell(centreHertz: 300, q: 1, sampleRate: sampleRate))
    bell.go(from: 1, by: step)
    let ahead = FrameBuffer(count: sound.count)
    for i in sound.indices { ahead[i] = sound[i] }
    var frames = sound
    var block = frames.mutableSpan
    var start = 0
    var turn = 0
    while start < sound.count {
      let end = min(start + lengths[turn % lengths.count], sound.count)
      turn += 1
      bell.process(&block, start..<end, ahead: ahead)
      start = end
    }
    return (frames, bell.takePowers())
  }
}
