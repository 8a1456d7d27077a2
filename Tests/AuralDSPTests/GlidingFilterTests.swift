import AuralDSP
import Support
import Testing

/// Filters over pieces, held against the same frame by frame.
@Suite struct GlidingFilterTests {
  private static let blockLengths = [[64], [1, 2, 7, 64, 30]]
  private static let noise = pinkNoise(seconds: 0.2, sampleRate: 48_000)

  private static func shelf(_ gainDecibels: Double) -> StateVariableCoefficients {
    .lowShelf(midpointHertz: 300, slope: 0.7, gainDecibels: gainDecibels, sampleRate: 48_000)
  }

  private static func highpass(_ cutoffHertz: Double) -> StateVariableCoefficients {
    .highpass(cutoffHertz: cutoffHertz, q: 0.7, sampleRate: 48_000)
  }

  /// Both filters rest, glide together, or one alone.
  private func move(_ first: inout GlidingFilter, _ second: inout GlidingFilter, _ frame: Int) {
    first.rest()
    second.rest()
    if frame / 1_280 % 2 == 1 { first.glide(to: Self.shelf(Double(frame % 640) / 100)) }
    if frame / 640 % 2 == 1 { second.glide(to: Self.highpass(20 + Double(frame % 320))) }
  }

  @Test(arguments: blockLengths)
  func `two in turn have the bits of single frames`(blockLengths: [Int]) {
    var first = GlidingFilter(Self.shelf(3))
    var second = GlidingFilter(Self.highpass(20))
    let (firstBefore, secondBefore) = (first, second)
    let expected = renderedOnGrid(Self.noise) {
      move(&first, &second, $0)
    } process: { block in
      for i in block.indices {
        block[i] = Frame(second.process(first.process(DoubleFrame(block[i]))))
      }
    }
    (first, second) = (firstBefore, secondBefore)
    let output = renderedOnGrid(Self.noise, blockLengths: blockLengths) {
      move(&first, &second, $0)
    } process: {
      first.process(&$0, andThen: &second)
    }
    #expect(output == expected)
  }

  @Test(arguments: blockLengths)
  func `one has the bits of single frames`(blockLengths: [Int]) {
    var filter = GlidingFilter(Self.highpass(20))
    var other = filter
    let before = filter
    let expected = renderedOnGrid(Self.noise) {
      move(&other, &filter, $0)
    } process: { block in
      for i in block.indices { block[i] = Frame(filter.process(DoubleFrame(block[i]))) }
    }
    filter = before
    let output = renderedOnGrid(Self.noise, blockLengths: blockLengths) {
      move(&other, &filter, $0)
    } process: {
      filter.process(&$0)
    }
    #expect(output == expected)
  }
}
