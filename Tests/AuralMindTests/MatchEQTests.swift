import AuralDSP
import AuralMind
import Foundation
import Support
import Testing

/// The mix is brought to its reference, and to nothing else.
@Suite struct MatchEQTests {
  private static let music = syntheticMix(seconds: 20, sampleRate: 48_000)
  private static let original = capturedSpectrum(music)
  private static let colouredMusic = coloured(music)
  private static let colouredSpectrum = capturedSpectrum(colouredMusic)
  private let centres = thirdOctaves(from: 40, to: 16_000)

  @Test("a track matched to itself is left flat", arguments: PhaseMode.allCases)
  func identity(phase: PhaseMode) {
    var chain = matchingChain(
      .matching(phase: phase), reference: Self.original, source: Self.original)
    for (mid, side) in response(of: &chain, hertz: thirdOctaves(from: 30, to: 18_000)) {
      #expect(abs(mid) < 0.05 && abs(side) < 0.05)
    }
  }

  @Test("a coloured copy comes back to the original", arguments: PhaseMode.allCases)
  func colouredCopy(phase: PhaseMode) {
    var chain = matchingChain(
      .matching(phase: phase), reference: Self.original, source: Self.colouredSpectrum)
    let latency = chain.latencyFrames
    let signal = Self.colouredMusic + Signal(repeating: .zero, count: latency)
    let matched = rendered(signal) { chain.process(&$0) }
    let reached = thirdOctaveLevels(
      capturedSpectrum(Array(matched[latency...])), centres: centres)
    let wanted = thirdOctaveLevels(Self.original, centres: centres)
    let mids = zip(reached, wanted).map { $0.mid - $1.mid }
    let sides = zip(reached, wanted).map { $0.side - $1.side }
    let level = mids.reduce(0, +) / Double(mids.count)
    #expect(rootMeanSquare(mids.map { $0 - level }) < 0.5)
    #expect(rootMeanSquare(sides.map { $0 - level }) < 0.5)
  }

  @Test("the curve alone leaves the loudness as it is", arguments: [Float(-100), 65, 100, 150])
  func loudness(percent: Float) {
    var chain = matchingChain(
      .matching(percent: percent), reference: Self.original, source: Self.colouredSpectrum)
    let matched = rendered(Self.colouredMusic) { chain.process(&$0) }
    let before = ReferenceLoudness(Self.colouredMusic, sampleRate: 48_000).integratedLUFS
    let after = ReferenceLoudness(matched, sampleRate: 48_000).integratedLUFS
    #expect(abs(after - before) < 0.3)
  }

  @Test("at -100 % the curve is upside down but for its level")
  func inverse() {
    var forward = matchingChain(
      .matching(), reference: Self.original, source: Self.colouredSpectrum)
    var backward = matchingChain(
      .matching(percent: -100), reference: Self.original, source: Self.colouredSpectrum)
    let sums = zip(
      response(of: &forward, hertz: centres), response(of: &backward, hertz: centres)
    ).map { ($0.mid + $1.mid, $0.side + $1.side) }
    let level = sums[0].0
    #expect(sums.allSatisfy { abs($0.0 - level) < 0.15 && abs($0.1 - level) < 0.15 })
  }

  @Test("with a reference and match at 0 % the output is the input, delayed, to the last bit")
  func zero() {
    let signal = Array(Self.music[..<96_000])
    for phase in PhaseMode.allCases {
      var chain = matchingChain(
        .matching(percent: 0, phase: phase), reference: Self.original,
        source: Self.colouredSpectrum)
      let output = rendered(signal) { chain.process(&$0) }
      #expect(output == delayed(signal, frames: chain.latencyFrames))
    }
  }

  @Test("live learning arrives at the curve of a captured source")
  func learning() {
    var chain = matchingChain(.matching(), reference: Self.original, source: nil)
    let long = Self.colouredMusic + Self.colouredMusic + Self.colouredMusic
    _ = rendered(long) { chain.process(&$0) }
    #expect(chain.meters.matchState == .matched)
    var captured = matchingChain(
      .matching(), reference: Self.original, source: Self.colouredSpectrum)
    let learned = response(of: &chain, hertz: centres)
    let frozen = response(of: &captured, hertz: centres)
    let errors = zip(learned, frozen).flatMap { [$0.mid - $1.mid, $0.side - $1.side] }
    #expect(rootMeanSquare(errors) < 0.3)
  }

  @Test("latency is as budgeted", arguments: zip(PhaseMode.allCases, [3_000, 1_500, 256]))
  func latency(phase: PhaseMode, budget: Int) {
    var chain = matchingChain(
      .matching(phase: phase), reference: Self.original, source: Self.original)
    #expect(chain.latencyFrames <= budget)
    var impulse = Signal(repeating: .zero, count: 8_192)
    impulse[100] = Frame(0.25, 0.1)
    let output = rendered(impulse) { chain.process(&$0) }
    let highest = output.indices.max { abs(output[$0].x) < abs(output[$1].x) } ?? 0
    #expect(highest == 100 + chain.latencyFrames)
  }
}
