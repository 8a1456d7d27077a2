import AuralMind
import CLV2
import Testing

/// What hosts send to control ports, and what they read there.
@Suite struct Controls {
  @Test(arguments: Control.allCases.filter { $0.kind == .input })
  func `a number that is none counts as the initial value`(control: Control) throws {
    let input = Stereo.noise(6_000)
    let expected = try #require(try Plugin())
    let plugin = try #require(try Plugin())
    plugin[control] = .nan
    expected.activate()
    plugin.activate()
    #expect(plugin.process(input).isIdentical(to: expected.process(input)))
  }

  @Test(arguments: Control.allCases.filter { $0.kind == .input && $0 != .reset })
  func `a value outside the range counts as the end of it`(control: Control) throws {
    let input = Stereo.noise(6_000)
    for (beyond, end) in [
      (Float.infinity, control.range.highest), (-1e30, control.range.lowest),
    ] {
      let expected = try #require(try Plugin())
      let plugin = try #require(try Plugin())
      expected[control] = end
      plugin[control] = beyond
      expected.activate()
      plugin.activate()
      #expect(plugin.process(input).isIdentical(to: expected.process(input)))
    }
  }

  @Test func `every output control is written inside its range, also by a run of no frames`() throws
  {
    let outputs = Control.allCases.filter { $0.kind == .output }
    let plugin = try #require(try Plugin())
    plugin.activate()
    for frames in [0, 48_000] {
      for control in outputs { plugin[control] = .nan }
      frames == 0 ? plugin.run(0) : { _ = plugin.process(.noise(frames)) }()
      for control in outputs {
        let range = control.range
        #expect(plugin[control] >= range.lowest && plugin[control] <= range.highest, "\(control)")
      }
    }
  }

  @Test func `inputs are never written`() throws {
    let plugin = try #require(try Plugin())
    let inputs = Control.allCases.filter { $0.kind == .input }
    for control in inputs { plugin[control] = 1e6 }
    plugin.activate()
    _ = plugin.process(.noise(2_000))
    for control in inputs { #expect(plugin[control] == 1e6) }
  }
}
