import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct LimiterTests {
  /// What a limiter is asked to do; the ceiling is an amplitude.
  private struct Demand {
    var ceiling = 0.5
    var attackMilliseconds = 1.0
    var releaseMilliseconds = 60.0
    var link = 1.0
  }

  private func output(
    of signal: Signal, _ demand: Demand = Demand(), sampleRate: Double = 48_000,
    blockLengths: [Int] = [64]
  ) -> Signal {
    var limiter = Limiter(sampleRate: sampleRate)
    return render(signal, through: &limiter, demand, blockLengths: blockLengths)
  }

  private func render(
    _ signal: Signal, through limiter: inout Limiter, _ demand: Demand = Demand(),
    blockLengths: [Int] = [64]
  ) -> Signal {
    renderedOnGrid(signal, blockLengths: blockLengths) { _ in
      limiter.update(
        ceiling: demand.ceiling, attackMilliseconds: demand.attackMilliseconds,
        releaseMilliseconds: demand.releaseMilliseconds, link: demand.link)
    } process: {
      limiter.process(&$0)
    }
  }

  private let latencyFrames = Limiter(sampleRate: 48_000).latencyFrames

  /// A constant with one sample that stands far above the ceiling: the gain can be read everywhere.
  private func pulse(at frame: Int, level: Float = 0.25, height: Float = 2, count: Int) -> Signal {
    var signal = Signal(repeating: Frame(repeating: level), count: count)
    signal[frame] = Frame(repeating: height)
    return signal
  }

  /// The gain of the left channel, in step with `signal`, which must not be 0 anywhere.
  private func gains(_ signal: Signal, _ demand: Demand = Demand()) -> [Double] {
    let output = output(of: signal + Signal(repeating: .zero, count: latencyFrames), demand)
    return signal.indices.map { Double(output[$0 + latencyFrames].x) / Double(signal[$0].x) }
  }

  @Test("under the ceiling the output is the input, delayed, to the last bit")
  func neutral() {
    let signal = scaled(pinkNoise(rms: 0.1, seconds: 0.5, sampleRate: 48_000), decibels: -6)
    #expect(output(of: signal) == delayed(signal, frames: latencyFrames))
  }

  @Test("the gain is never above 1 and never turns the signal over")
  func gainBounds() {
    let signal = whiteNoise(amplitude: 3, seconds: 1, sampleRate: 48_000)
    let input = delayed(signal, frames: latencyFrames)
    for (out, before) in zip(output(of: signal), input) {
      #expect(abs(out.x) <= abs(before.x) && abs(out.y) <= abs(before.y))
      #expect(out.x * before.x >= 0 && out.y * before.y >= 0)
    }
  }

  @Test("the gain is there before the peak, falls steadily, and no earlier than its attack")
  func attack() {
    // The peak between the samples is a little wider than one frame.
    let slack = 4
    for (attack, frames) in [(1.0, 48), (1.4, 67)] {
      let gains = gains(
        pulse(at: 2_000, count: 4_000), Demand(attackMilliseconds: attack))
      #expect(gains[..<(2_000 - frames - slack)].allSatisfy { $0 == 1 })
      #expect(gains[2_000 - frames + slack] < 1)
      #expect(gains[2_000] <= 0.25)
      #expect(gains[2_000] > 0.24)
      for i in 1_900..<2_000 { #expect(gains[i + 1] <= gains[i] + 1e-6) }
    }
  }

  @Test("the gain is held for 5 ms and rises from then on")
  func hold() {
    let gains = gains(pulse(at: 2_000, count: 8_000))
    for i in 2_000...2_240 { #expect(abs(gains[i] - gains[2_000]) < 1e-6) }
    #expect(gains[2_400] > gains[2_000] + 0.01)
    for i in 2_000..<7_999 { #expect(gains[i + 1] >= gains[i] - 1e-6) }
  }

  @Test("a short peak is let go with the release's time constant")
  func release() {
    for release in [60.0, 90] {
      let gains = gains(
        pulse(at: 2_000, count: 30_000), Demand(releaseMilliseconds: release))
      // Between two moments of the exponential rise, well after the hold.
      let later = Int(release * 48)
      let (first, second) = (1 - gains[4_000], 1 - gains[4_000 + later])
      #expect(abs(second / first - exp(-1)) < 0.02)
    }
  }

  @Test("sustained reduction is let go more slowly than a short peak")
  func slowRelease() {
    let loud = Signal(repeating: Frame(repeating: 2), count: 96_000)
    let quiet = Signal(repeating: Frame(repeating: 0.25), count: 48_000)
    let afterLong = gains(loud + quiet)
    let afterShort = gains(Array(loud[..<200]) + quiet)
    #expect(1 - afterLong[96_000 + 19_200] > 0.2)
    #expect(1 - afterShort[200 + 19_200] < 0.12)
  }

  @Test("after the last peak the gain comes back to exactly 1")
  func comesBack() {
    let loud = scaled(pinkNoise(seconds: 3, sampleRate: 48_000), decibels: 20)
    let quiet = scaled(pinkNoise(seconds: 15, sampleRate: 48_000, seed: 2), decibels: -20)
    let signal = loud + quiet
    let result = output(of: signal)
    let from = 15 * 48_000 + latencyFrames
    #expect(
      Array(result[from...])
        == Array(signal[(from - latencyFrames)..<(18 * 48_000 - latencyFrames)]))
    #expect(result[(3 * 48_000 + 9_600)] != signal[3 * 48_000 + 9_600 - latencyFrames])
  }

  @Test(
    "a peak on one side turns the other down by the link's share", arguments: [0.0, 0.5, 0.92, 1])
  func link(share: Double) {
    let burst = sine(hertz: 997, amplitude: 2, seconds: 0.3, sampleRate: 48_000)
    let signal = (burst + silence(seconds: 0.3, sampleRate: 48_000)).map { Frame($0.x, 0.25) }
    let result = output(of: signal, Demand(link: share))
    var lowest = 1.0
    for i in latencyFrames..<signal.count where abs(signal[i - latencyFrames].x) > 0.2 {
      let left = Double(result[i].x / signal[i - latencyFrames].x)
      let right = Double(result[i].y / 0.25)
      // The release's dead band is a thousandth of each channel's own gain.
      #expect(abs((1 - right) - share * (1 - left)) < 0.003)
      lowest = min(lowest, left)
    }
    #expect(lowest < 0.3)
    if share == 0 {
      #expect(result[latencyFrames...].allSatisfy { $0.y == 0.25 })
    }
  }

  @Test("left and right are treated alike, either polarity too")
  func symmetry() {
    let signal = scaled(drums(seconds: 0.5, sampleRate: 48_000), decibels: 9)
    let demand = Demand(link: 0.92)
    let straight = output(of: signal, demand)
    let swapped = output(of: signal.map { Frame($0.y, $0.x) }, demand)
    #expect(swapped.map { Frame($0.y, $0.x) } == straight)
    #expect(output(of: signal.map { -$0 }, demand).map { -$0 } == straight)
  }

  @Test(
    "is independent of the block length, to the last bit", arguments: [[1], [7, 0, 64], [63, 1]])
  func blocks(blockLengths: [Int]) {
    let signal = whiteNoise(amplitude: 2, seconds: 0.5, sampleRate: 48_000)
    #expect(output(of: signal, blockLengths: blockLengths) == output(of: signal))
  }

  @Test("the bass detector holds a 40 Hz tone still where the peak detector alone would follow it")
  func bass() {
    let tone = sine(hertz: 40, seconds: 2, sampleRate: 48_000)
    let result = output(of: tone)
    var least = Float(1)
    var greatest = Float(0)
    for i in 72_000..<tone.count where abs(tone[i - latencyFrames].x) > 0.1 {
      let gain = result[i].x / tone[i - latencyFrames].x
      least = min(least, gain)
      greatest = max(greatest, gain)
    }
    #expect(greatest - least < 1e-4)
    #expect(abs(least - 0.5) < 0.005)
  }

  @Test("reset forgets")
  func resetForgets() {
    var limiter = Limiter(sampleRate: 48_000)
    let past = whiteNoise(amplitude: 8, seconds: 0.7, sampleRate: 48_000)
    let signal = whiteNoise(amplitude: 1, seconds: 0.2, sampleRate: 48_000, seed: 5)
    _ = render(past, through: &limiter)
    limiter.reset()
    #expect(render(signal, through: &limiter) == output(of: signal))
  }

  @Test("its figures are those of the sound: least gain, mean gain, true peak")
  func figures() {
    var limiter = Limiter(sampleRate: 48_000)
    let signal = Signal(repeating: Frame(repeating: 1), count: 48_000)
    _ = render(signal, through: &limiter)
    limiter.reductions = .zero
    limiter.leastGain = 1
    limiter.truePeak = 0
    let result = render(signal, through: &limiter)
    #expect(abs(1 - limiter.reductions.sum() / 96_000 - Double(result[24_000].x)) < 1e-5)
    #expect(limiter.leastGain == result.map(\.x).min())
    // The limiter keeps up to 0.1 dB clear of its ceiling.
    #expect(limiter.truePeak <= 0.5 && limiter.truePeak > 0.5 * 0.9886)
  }
}
