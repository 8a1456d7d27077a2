import AuralDSP
import Foundation
import Support
import Testing

@testable import AuralMind

@Suite struct WidthGuardTests {
  /// Everything that widens, one after the other, with the guard round it.
  private func widened(
    _ signal: Signal, percent: Double = 200, sampleRate: Double = 48_000, blockLengths: [Int] = [64]
  ) -> Signal {
    var guarding = WidthGuard(sampleRate: sampleRate)
    var realism = StereoRealism(sampleRate: sampleRate)
    var microshift = Microshift(sampleRate: sampleRate)
    var movement = Movement(sampleRate: sampleRate)
    var hookLift = HookLift(sampleRate: sampleRate)
    return renderedOnGrid(signal, blockLengths: blockLengths) { _ in
      guarding.update()
      realism.update(amountPercent: percent, widthMid: 1.06, widthHigh: 1.28)
      microshift.update(amountPercent: percent, mix: 0.18)
      movement.update(amountPercent: percent, amount: 0.1, phrase: 1)
      hookLift.update(amountPercent: percent, mix: 0.22, lift: 1)
    } process: {
      guarding.begin(&$0)
      realism.process(&$0)
      microshift.process(&$0)
      movement.process(&$0)
      hookLift.processSide(&$0)
      guarding.finish(&$0)
    }
  }

  /// Side times `gain`, with the guard round it.
  private func scaledSide(
    _ signal: Signal, gain: Float, sampleRate: Double = 48_000
  ) -> Signal {
    var guarding = WidthGuard(sampleRate: sampleRate)
    return renderedOnGrid(signal) { _ in
      guarding.update()
    } process: {
      guarding.begin(&$0)
      for i in $0.indices { $0[i].y *= gain }
      guarding.finish(&$0)
    }
  }

  @Test(
    "correlation never falls below that of the input or 0.2, over any 3 s",
    arguments: [0.9, 0.5, 0.3, 0.2, 0, -0.5])
  func correlation(correlation: Double) {
    let signal = SideSignals.noise(correlation: correlation, seconds: 20)
    let result = widened(signal)
    // 0.01: the guard hears a moment's correlation only when the moment is over.
    #expect(SideSignals.shortfall(result, from: signal) < 0.01)
    let whole = SideSignals.correlation(result)
    #expect(whole > min(SideSignals.correlation(signal), 0.2) - 0.01)
    #expect(SideSignals.haveSameMid(result, signal))
  }

  @Test("a mix of music keeps its correlation too", arguments: [0.3, 0.6, 1.0, 2.0])
  func music(width: Double) {
    let signal = SideSignals.coded(syntheticMix(seconds: 32, sampleRate: 48_000))
      .map { Frame($0.x, $0.y * Float(width)) }
    #expect(SideSignals.shortfall(widened(signal), from: signal) < 0.01)
  }

  @Test("a mix that turns wide of a sudden is caught within a second")
  func suddenlyWide() {
    let narrow = SideSignals.noise(correlation: 0.9, seconds: 6)
    let wide = SideSignals.noise(correlation: 0.2, seconds: 6, seed: 5)
    // What the guard lets pass before it has heard the wide part lowers the 3 s that begin there.
    #expect(SideSignals.shortfall(widened(narrow + wide), from: narrow + wide) < 0.05)
    let after = 6 * 48_000 + 48_000
    let result = widened(narrow + wide)[after...]
    #expect(
      SideSignals.correlation(result)
        > min(0.2, SideSignals.correlation((narrow + wide)[after...])) - 0.01)
  }

  @Test("a mix that is nearly mono gets all of the widening, to the last bit")
  func nearlyMono() {
    let signal = SideSignals.noise(correlation: 0.95, seconds: 4)
    let result = scaledSide(signal, gain: 1.5)
    #expect(result[96_000...].elementsEqual(signal[96_000...].map { Frame($0.x, $0.y * 1.5) }))
  }

  @Test("between the two, side grows to just where the correlation is 0.2")
  func limit() {
    let signal = SideSignals.noise(correlation: 0.5, seconds: 20)
    let result = scaledSide(signal, gain: 4)
    let settled = SideSignals.correlation(result[96_000...])
    // The guard takes the stricter of its measures at every moment, so it stays on the safe side.
    #expect((0.2...0.4).contains(settled))
  }

  @Test("mono loses no more than half a decibel beside stereo, however hard side is raised")
  func monoLoss() {
    for correlation in [0.95, 0.8, 0.6, 0.4] {
      let signal = SideSignals.noise(correlation: correlation, seconds: 12)
      let result = scaledSide(signal, gain: 3)[96_000...]
      let before = signal[96_000...].reduce(0.0) { $0 + Double(($1 * $1).sum()) }
      let after = result.reduce(0.0) { $0 + Double(($1 * $1).sum()) }
      #expect(decibels(power: after / before) < 0.51)
      #expect(decibels(power: after / before) > 0.25)
    }
  }

  @Test("narrowing is let through, however wide the mix")
  func narrowing() {
    let signal = SideSignals.noise(correlation: -0.5, seconds: 4)
    let result = scaledSide(signal, gain: 0.5)
    #expect(result[96_000...].elementsEqual(signal[96_000...].map { Frame($0.x, $0.y * 0.5) }))
  }

  @Test("where nothing was widened, the output is the input to the last bit")
  func neutral() {
    for correlation in [0.9, 0.2, -0.5] {
      let signal = SideSignals.noise(correlation: correlation, seconds: 1)
      #expect(widened(signal, percent: 0).elementsEqual(signal))
    }
  }

  @Test("the share taken is the largest that keeps the correlation")
  func largestShare() {
    var noise = SeededNoise(seed: 4)
    let ratio = SIMD4(0.626, 0.667, 0.667, 0.667)
    let growth = 0.122
    func draw() -> SIMD4<Float> {
      SIMD4<Float>(
        SIMD4(noise.uniform(), noise.uniform(), noise.uniform(), noise.uniform()))
    }
    for _ in 0..<2_000 {
      var quantum = WidthQuantum()
      for _ in 0..<8 {
        let side = draw()
        quantum.add(mid: draw() * 1.5, side: side, change: draw() * 0.3 + side * 0.2)
      }
      var sums = WidthSums()
      sums.follow(quantum, keeping: 1)
      let share = sums.largestShare(ratio: ratio, growth: growth)
      let isAllowed = { (share: Double) -> Bool in
        (0..<4).allSatisfy { lane in
          let power =
            sums.side[lane] + 2 * share * sums.cross[lane] + share * share * sums.change[lane]
          let most = min(
            sums.mid[lane] * ratio[lane],
            sums.side[lane] + growth * (sums.mid[lane] + sums.side[lane]))
          return power <= max(most, sums.side[lane]) * (1 + 1e-12) + 1e-15
        }
      }
      #expect((0...1).contains(share))
      #expect(isAllowed(share))
      #expect(share == 1 || !isAllowed(share + 1e-6))
    }
  }

  @Test("is independent of the block length", arguments: [[1], [7, 0, 64], [63, 1], [8_192]])
  func blockInvariance(blockLengths: [Int]) {
    let signal = SideSignals.noise(correlation: 0.4, seconds: 1)
    #expect(widened(signal, blockLengths: blockLengths).elementsEqual(widened(signal)))
  }

  @Test("takes the same share of a mix 12 dB louder or quieter", arguments: [12.0, -12])
  func levels(decibels level: Double) {
    let signal = SideSignals.noise(correlation: 0.4, seconds: 4)
    let plain = widened(signal)
    let result = widened(scaled(signal, decibels: level))
    let gain = Float(amplitude(decibels: level))
    for (a, b) in zip(result, plain) { #expect(abs(a.y - b.y * gain) < 1e-5) }
  }

  @Test("takes the same share at every rate", arguments: [44_100.0, 96_000])
  func rates(sampleRate: Double) {
    // Tones, so that every rate has the same programme; side beats, so that the share moves.
    let programme = { (rate: Double) -> Signal in
      (0..<Int(6 * rate)).map { i in
        let time = Double(i) / rate
        let beat = 0.9 + 0.3 * sin(2 * .pi * 0.7 * time)
        let mid = sin(2 * .pi * 310 * time) + 0.5 * sin(2 * .pi * 2_100 * time)
        let side = sin(2 * .pi * 530 * time) + 0.5 * sin(2 * .pi * 3_300 * time)
        return Frame(Float(0.2 * mid), Float(0.12 * beat * side))
      }
    }
    let levels = [48_000, sampleRate].map { rate -> Double in
      let result = scaledSide(programme(rate), gain: 2, sampleRate: rate)
      let side = right(result[Int(rate)...])
      return decibels(power: side.reduce(0) { $0 + $1 * $1 } / Double(side.count))
    }
    #expect(abs(levels[0] - levels[1]) < 0.05)
  }

  @Test("moves without a click")
  func clickFree() {
    // Mid comes and goes, so that the guard opens and shuts on a low tone in side.
    let tone = SideSignals.tone(hertz: 100, seconds: 6)
    let signal = tone.indices.map { i in
      Frame(tone[i].x * (0.55 + 0.45 * Float(sin(2 * .pi * Double(i) / 96_000))), 0.15 * tone[i].y)
    }
    let result = scaledSide(signal, gain: 2)
    #expect(SideSignals.clickDecibels(right(result)) < -66)
    let gains = zip(result, signal).filter { abs($1.y) > 0.025 }.map { $0.y / $1.y }
    #expect(gains.max() ?? 0 > 1.9)
    #expect(gains[(gains.count / 2)...].min() ?? 2 < 1.3)
  }

  @Test("passes silence, a burst and a side without a mid", arguments: [8_000.0, 384_000])
  func survives(sampleRate: Double) {
    let pause = silence(seconds: 0.1, sampleRate: sampleRate)
    let music = pinkNoise(seconds: 0.2, sampleRate: sampleRate)
    let burst = scaled(whiteNoise(seconds: 0.02, sampleRate: sampleRate), decibels: 40)
    let sideOnly = music.map { Frame(0, $0.y) }
    let signal = pause + music + burst + pause + sideOnly + music.map { Frame($0.x, 0) }
    let result = widened(signal, sampleRate: sampleRate)
    #expect(result.allSatisfy { $0.y.isFinite })
    #expect(result[..<pause.count].allSatisfy { $0.y == 0 })
  }
}

extension WidthQuantum {
  /// Takes in a frame.
  fileprivate mutating func add(mid: SIMD4<Float>, side: SIMD4<Float>, change: SIMD4<Float>) {
    self.mid += mid * mid
    self.side += side * side
    cross += side * change
    self.change += change * change
  }
}
