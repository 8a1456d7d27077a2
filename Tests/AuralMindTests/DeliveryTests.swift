import AuralMind
import Testing

@Suite struct DeliveryTests {
  private func goal(_ delivery: Delivery, preset: Preset = .club) -> Delivery.Goal {
    var settings = Settings()
    settings.preset = preset
    settings.delivery = delivery
    settings.customTargetLUFS = -9.5
    settings.customCeilingDecibels = -0.5
    return settings.goal
  }

  // The published numbers: Spotify and others, Apple's Sound Check, Amazon's loudness guide, EBU
  // R 128 (2023), ATSC A/85, AES TD1008.
  @Test("a platform's numbers win over the preset's")
  func platforms() {
    let published: [(Delivery, Double, Double)] = [
      (.streaming, -14, -1), (.appleMusic, -16, -1), (.amazon, -14, -2), (.ebuR128, -23, -1),
      (.atscA85, -24, -2), (.aesTD1008Album, -14, -1),
    ]
    for (delivery, target, ceiling) in published {
      for preset in Preset.allCases {
        #expect(
          goal(delivery, preset: preset)
            == Delivery.Goal(targetLUFS: target, ceilingDecibels: ceiling))
      }
    }
  }

  @Test("From preset asks what the preset asks")
  func fromPreset() {
    for preset in Preset.allCases {
      #expect(goal(.fromPreset, preset: preset).targetLUFS == preset.values.targetLUFS)
      #expect(goal(.fromPreset, preset: preset).ceilingDecibels == preset.values.ceilingDecibels)
    }
    #expect(goal(.fromPreset, preset: .club).targetLUFS == -10.4)
    #expect(goal(.fromPreset, preset: .cinematic).targetLUFS == -14.5)
  }

  @Test("Custom asks what the two controls say")
  func custom() {
    #expect(goal(.custom) == Delivery.Goal(targetLUFS: -9.5, ceilingDecibels: -0.5))
  }

  @Test("names on the command line are one word each, and no two alike")
  func slugs() {
    let slugs =
      Delivery.allCases.map { "\($0.slug)" } + Preset.allCases.map { "\($0.slug)" }
    #expect(Set(slugs).count == slugs.count)
    for slug in slugs {
      #expect(slug.allSatisfy { $0 == "-" || $0.isNumber || $0.isLowercase })
    }
  }
}
