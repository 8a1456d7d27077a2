import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// What is heard instead of the master.
@Suite struct ListenTests {
  private func heard(_ listen: ListenMode, _ signal: Signal, decibels: Float) -> Signal {
    var settings = Settings.driven(decibels: decibels)
    settings.listen = listen
    return mastered(signal, settings)
  }

  @Test(
    "the source is heard as loud as the master, within 0.2 LU", arguments: [Float(-8), 4, 12])
  func levelMatched(decibels: Float) {
    let signal = pinkNoise(rms: 0.1, seconds: 12, sampleRate: 48_000)
    let master = heard(.master, signal, decibels: decibels)
    let source = heard(.source, signal, decibels: decibels)
    // The match follows the short-term loudness, which takes 3 s.
    let from = 4 * 48_000
    let difference =
      ReferenceLoudness(Array(source[from...]), sampleRate: 48_000).integratedLUFS
      - ReferenceLoudness(Array(master[from...]), sampleRate: 48_000).integratedLUFS
    #expect(abs(difference) < 0.2)
  }

  @Test("the source is the input in all but its level, and in step with the master")
  func sourceIsInput() {
    let signal = pinkNoise(rms: 0.1, seconds: 6, sampleRate: 48_000)
    let source = heard(.source, signal, decibels: 12)
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    let input = delayed(signal, frames: latency)
    // A tenth of a second in which the match hardly moves.
    let range = 240_000..<244_800
    var product = 0.0
    var square = 0.0
    for i in range {
      product += Double(source[i].x) * Double(input[i].x)
      square += Double(input[i].x) * Double(input[i].x)
    }
    let gain = product / square
    var rest = 0.0
    for i in range { rest += pow(Double(source[i].x) - gain * Double(input[i].x), 2) }
    #expect(gain > 2)
    #expect(rest / (gain * gain * square) < 1e-5)
  }

  @Test("delta and the aligned input together are the master")
  func delta() {
    let signal = scaled(syntheticMix(seconds: 3, sampleRate: 48_000), decibels: 6)
    let master = heard(.master, signal, decibels: 6)
    let delta = heard(.delta, signal, decibels: 6)
    let latency = MasteringChain(sampleRate: 48_000).latencyFrames
    let input = delayed(signal, frames: latency)
    for i in master.indices {
      // The last digit of the larger of the two.
      let sum = delta[i] + input[i] - master[i]
      #expect(max(abs(sum.x), abs(sum.y)) <= 2.4e-7)
    }
    #expect(delta.contains { abs($0.x) > 0.1 })
  }

  @Test("the delta of a chain that does nothing is silence")
  func silentDelta() {
    var settings = Settings.neutral
    settings.listen = .delta
    let signal = scaled(pinkNoise(seconds: 1, sampleRate: 48_000), decibels: -6)
    #expect(mastered(signal, settings).allSatisfy { $0 == .zero })
  }

  @Test("what is listened to does not change what the meters show, nor what is learned")
  func metersOfTheMaster() {
    let signal = syntheticMix(seconds: 5, sampleRate: 48_000)
    let meters = ListenMode.allCases.map { listen -> Meters in
      var chain = MasteringChain(sampleRate: 48_000)
      chain.settings.listen = listen
      _ = rendered(signal) { chain.process(&$0) }
      return chain.meters
    }
    #expect(meters[1] == meters[0])
    #expect(meters[2] == meters[0])
    #expect(meters[0].integratedLUFS > -40)
  }
}
