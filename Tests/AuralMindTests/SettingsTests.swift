import AuralMind
import Testing

@Suite struct SettingsTests {
  private static let inputs = Control.allCases.filter { $0.kind == .input }

  @Test("every input control takes and gives back any value of its range", arguments: inputs)
  func roundTrip(control: Control) {
    var settings = Settings()
    for k in 0...20 {
      let range = control.range
      let value = range.lowest + (range.highest - range.lowest) * Float(k) / 20
      settings[control] = value
      #expect(settings[control] == (control.isInteger ? value.rounded() : value))
    }
  }

  @Test("what is out of range is held at its end; NaN is the initial value", arguments: inputs)
  func clamps(control: Control) {
    var settings = Settings()
    let range = control.range
    for (value, expected) in [
      (range.highest + 1, range.highest), (.infinity, range.highest), (1e30, range.highest),
      (range.lowest - 1, range.lowest), (-.infinity, range.lowest), (.nan, range.initial),
    ] as [(Float, Float)] {
      settings[control] = value
      #expect(settings[control] == expected)
    }
  }

  @Test("a control changes itself alone", arguments: inputs)
  func independence(control: Control) {
    var settings = Settings()
    let before = settings
    settings[control] =
      control.range.initial == control.range.highest
      ? control.range.lowest : control.range.highest
    #expect(settings != before)
    for other in Self.inputs where other != control {
      #expect(settings[other] == before[other])
    }
  }

  @Test("fresh settings are the table's initial values", arguments: inputs)
  func initial(control: Control) {
    #expect(Settings()[control] == control.range.initial)
  }

  @Test("setting a port that is no input control does nothing")
  func otherPorts() {
    var settings = Settings()
    for control in Control.allCases where control.kind != .input {
      settings[control] = 1
      #expect(settings == Settings())
      #expect(settings[control] == 0)
    }
  }

  @Test("an enumeration has one port value for each case, counted from 0")
  func enumerations() {
    let counts: [(Control, Int)] = [
      (.preset, Preset.allCases.count), (.delivery, Delivery.allCases.count),
      (.governor, GovernorMode.allCases.count), (.listen, ListenMode.allCases.count),
      (.dither, DitherDepth.allCases.count), (.ditherShape, DitherShape.allCases.count),
      (.governorState, GovernorState.allCases.count),
    ]
    for (control, count) in counts {
      #expect(control.range.lowest == 0)
      #expect(control.range.highest == Float(count - 1))
      #expect(control.parameter.scalePoints.count == count)
    }
  }

  @Test("meters read inside their ranges whatever they measured")
  func meterRanges() {
    var meters = Meters()
    for value in [-Double.infinity, -1e9, 0, 1e9, .infinity, .nan] {
      meters.momentaryLUFS = value
      meters.truePeakDecibels = value
      meters.gainReductionDecibels = value
      meters.psrDecibels = value
      meters.correlation = value
      for control in [Control.momentary, .truePeak, .gainReduction, .psr, .correlation] {
        #expect((control.range.lowest...control.range.highest).contains(meters[control]))
      }
    }
  }
}
