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

  @Test func `no two presets have a name or a file in common`() {
    #expect(Set(FactoryPreset.all.map(\.label)).count == FactoryPreset.all.count)
    #expect(Set(FactoryPreset.all.map(\.uri)).count == FactoryPreset.all.count)
    for preset in FactoryPreset.all {
      // Shells and file systems take these as they are.
      #expect(preset.fileName.wholeMatch(of: /[a-z0-9-]+\.preset\.ttl/) != nil)
    }
  }

  @Test func `nothing of a character or a purpose is left behind by the next one`() {
    let whole = FactoryPreset.all.filter { !$0.label.hasPrefix("Delivery: ") }
    #expect(whole.count == Preset.allCases.count + 8)
    let own: Set<Control> = [
      // The host's and the session's, and how it is listened to.
      .enabled, .freewheel, .listen, .reset, .phase, .dither, .ditherShape,
      // The references and what is made of them, and the user's own gain.
      .reference, .source, .matchLearn, .matchSide, .matchSmoothing, .matchLimit, .matchLow,
      .matchHigh, .governorGain,
    ]
    let sound = Control.allCases.filter { $0.kind == .input && !own.contains($0) }
    for preset in whole {
      #expect(Set(preset.values.map(\.control)) == Set(sound), "\(preset.label)")
      #expect(preset.values.count == sound.count)
    }
  }

  @Test func `what a purpose leaves out is out of the path`() throws {
    func value(_ control: Control, of label: String) throws -> Float {
      let preset = try #require(FactoryPreset.all.first { $0.label == label })
      return try #require(preset.values.first { $0.control == control }).value
    }
    let stages: [Control] = [
      .highpass, .warmth, .monoSub, .masking, .deess, .glow, .width, .microshift, .microdetail,
      .movement, .hookLift, .transient, .clip,
    ]
    for stage in stages {
      #expect(try value(stage, of: "Match Only") == 0)
      #expect(try value(stage, of: "Loudness Only") == 0)
    }
    #expect(try value(.governor, of: "Match Only") == Float(GovernorMode.off.rawValue))
    #expect(try value(.match, of: "Match Only") > 0)
    #expect(try value(.match, of: "Loudness Only") == 0)
    #expect(try value(.governor, of: "Loudness Only") == Float(GovernorMode.learn.rawValue))
    for stage in [Control.width, .microshift, .microdetail, .movement, .hookLift] {
      #expect(try value(stage, of: "Podcast") == 0)
    }
    #expect(try value(.clip, of: "Vinyl Pre-master") == 0)
    #expect(try value(.hookLift, of: "Vinyl Pre-master") == 0)
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
