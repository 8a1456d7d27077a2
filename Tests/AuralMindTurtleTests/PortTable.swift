import AuralMind
import AuralMindTurtle
import Testing

/// What must hold for a table of ports that is never to change once released.
@Suite struct PortTable {
  @Test func `indices run from 0 without a gap`() {
    #expect(Control.allCases.map(\.rawValue) == Array(0..<UInt32(Control.allCases.count)))
  }

  @Test func `symbols are valid and no two are alike`() {
    let symbols = Control.allCases.map(\.symbol.description)
    #expect(Set(symbols).count == symbols.count)
    // LV2 core, lv2:symbol: a C identifier.
    for symbol in symbols { #expect(symbol.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil) }
  }

  @Test func `short names are short and every port says what it does`() {
    for control in Control.allCases {
      let parameter = control.parameter
      #expect(parameter.shortName.description.count <= 16)
      #expect(parameter.comment.description.hasSuffix("."))
      #expect(parameter.comment.description.count > 20)
    }
  }

  @Test func `initial values and scale points lie inside the range, in order`() {
    for control in Control.allCases {
      let range = control.range
      #expect(range.lowest <= range.initial && range.initial <= range.highest)
      let values = control.parameter.scalePoints.map(\.value)
      #expect(values == values.sorted())
      #expect(values.allSatisfy { range.lowest <= $0 && $0 <= range.highest })
    }
  }

  @Test func `every value of an enumeration has a name`() {
    for control in Control.allCases where control.parameter.style == .enumeration {
      let values = control.parameter.scalePoints.map(\.value)
      #expect(values == (0...Int(control.range.highest)).map(Float.init), "\(control)")
      #expect(control.isInteger)
    }
  }

  @Test func `presets set input controls to values the ports take`() {
    for preset in FactoryPreset.all {
      for (control, value) in preset.values {
        #expect(control.kind == .input)
        #expect(control.clamped(value) == value)
      }
    }
  }

  @Test func `each character and each destination has a preset`() {
    let values = FactoryPreset.all.flatMap(\.values)
    for preset in Preset.allCases {
      #expect(values.contains { $0 == .preset && $1 == Float(preset.rawValue) })
    }
    for delivery in Delivery.allCases where delivery.goal != nil {
      #expect(values.contains { $0 == .delivery && $1 == Float(delivery.rawValue) })
    }
  }
}
