import AuralMind
import AuralMindOffline
import Testing

@Suite struct AssignmentTests {
  @Test("sets every input control by its symbol, to either end of its range")
  func everyInput() throws {
    for control in Control.allCases where control.kind == .input {
      var settings = Settings()
      for value in [control.range.lowest, control.range.highest] {
        #expect(try settings.assign("\(control.symbol)=\(value)") == control)
        #expect(settings[control] == value)
      }
    }
  }

  @Test("refuses what is beyond either end, and keeps the settings")
  func outOfRange() {
    for control in Control.allCases where control.kind == .input {
      for value in [control.range.lowest - 1, control.range.highest + 1] {
        var settings = Settings()
        #expect(throws: AssignmentError.outOfRange(control: control, text: "\(value)")) {
          try settings.assign("\(control.symbol)=\(value)")
        }
        #expect(settings == Settings())
      }
    }
  }

  @Test("takes every scale point by the name people read")
  func scalePoints() throws {
    for control in Control.allCases where control.kind == .input {
      for point in control.parameter.scalePoints {
        var settings = Settings()
        _ = try settings.assign("\(control.symbol)=\(point.label)")
        #expect(settings[control] == point.value)
      }
    }
  }

  @Test("takes presets and deliveries by their command-line names")
  func slugs() throws {
    var settings = Settings()
    for preset in Preset.allCases {
      _ = try settings.assign("preset=\(preset.slug)")
      #expect(settings.preset == preset)
    }
    for delivery in Delivery.allCases {
      _ = try settings.assign("delivery=\(delivery.slug)")
      #expect(settings.delivery == delivery)
    }
  }

  @Test(
    "says what is wrong with text that sets nothing",
    arguments: [
      ("gr_limit", AssignmentError.notAnAssignment(text: "gr_limit")),
      ("=3", .notAnAssignment(text: "=3")), ("loud=3", .unknown(symbol: "loud")),
      ("latency=3", .notAnInput(symbol: "latency")),
      ("momentary=3", .notAnInput(symbol: "momentary")),
      ("gr_limit=", .notAValue(control: .gainReductionLimit, text: "")),
      ("gr_limit=much", .notAValue(control: .gainReductionLimit, text: "much")),
      ("gr_limit=nan", .notAValue(control: .gainReductionLimit, text: "nan")),
      ("gr_limit=inf", .notAValue(control: .gainReductionLimit, text: "inf")),
      ("warmth=0x10", .notAValue(control: .warmth, text: "0x10")),
      ("preset=1.5", .notWhole(control: .preset, text: "1.5")),
    ])
  func refused(text: String, error: AssignmentError) {
    var settings = Settings()
    #expect(throws: error) { try settings.assign(text) }
    #expect(settings == Settings())
  }
}
