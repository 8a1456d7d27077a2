@testable import AuralMind

/// A value of a character, as the manual's table names it.
struct DocumentedValue: Sendable {
  /// The first cell of its row.
  let name: String
  /// The value, in the unit of the name.
  let of: @Sendable (Preset) -> Double

  /// Every value there is, in the order of the stages.
  static let all =
    matching + sides
    + [
      DocumentedValue(name: "LUFS") { $0.values.targetLUFS },
      DocumentedValue(name: "dBTP") { $0.values.ceilingDecibels },
      DocumentedValue(name: "mono-sub: a narrow sub loses, %") {
        100 * $0.stageValues.monoSubShare
      },
      DocumentedValue(name: "masking EQ: deepest dip, dB") { $0.stageValues.maskingDipDecibels },
      DocumentedValue(name: "de-esser: sets in later by, dB") {
        $0.stageValues.deessOffsetDecibels
      },
      DocumentedValue(name: "de-esser: share of 3:1, %") { 100 * $0.stageValues.deessMix },
      DocumentedValue(name: "glow: drive, dB") { $0.stageValues.glowDriveDecibels },
      DocumentedValue(name: "glow: mix, %") { 100 * $0.stageValues.glowMix },
      DocumentedValue(name: "transient: boost, dB") { $0.stageValues.transientBoostDecibels },
      DocumentedValue(name: "transient: mix, %") { 100 * $0.stageValues.transientMix },
      DocumentedValue(name: "clip: knee below the ceiling, dB") {
        $0.values.clipHeadroomDecibels + $0.values.clipDriveDecibels
      },
      DocumentedValue(name: "clip: mix, %") { 100 * $0.values.clipMix },
      DocumentedValue(name: "limiter: attack, ms") { $0.values.limiterAttackMilliseconds },
      DocumentedValue(name: "limiter: release, ms") { $0.values.limiterReleaseMilliseconds },
      DocumentedValue(name: "limiter: link, %") { 100 * $0.values.limiterStereoLink },
    ]

  private static let matching = [
    DocumentedValue(name: "own curve: at 45 Hz, dB") { $0.matchValues.translation.subDecibels },
    DocumentedValue(name: "own curve: at 280 Hz, dB") {
      $0.matchValues.translation.lowMidDecibels
    },
    DocumentedValue(name: "own curve: at 3.2 kHz, dB") {
      $0.matchValues.translation.presenceDecibels
    },
    DocumentedValue(name: "own curve: at 12 kHz, dB") { $0.matchValues.translation.airDecibels },
    DocumentedValue(name: "own curve: strength, %") { 100 * $0.matchValues.strength },
    DocumentedValue(name: "own curve: left from 6 kHz on, %") { 100 * $0.matchValues.highShare },
    DocumentedValue(name: "match EQ: limit at `match_limit` 6, dB") {
      $0.matchValues.capDecibels
    },
  ]

  private static let sides = [
    DocumentedValue(name: "width: sides from 500 Hz, times") { $0.stageValues.widthMid },
    DocumentedValue(name: "width: sides from 2.5 kHz, times") { $0.stageValues.widthHigh },
    DocumentedValue(name: "microshift: mix, %") { 100 * $0.stageValues.microshiftMix },
    DocumentedValue(name: "microdetail: lift for each dB, dB") {
      $0.stageValues.microdetailAmount
    },
    DocumentedValue(name: "microdetail: threshold, dB") {
      $0.stageValues.microdetailThresholdDecibels
    },
    DocumentedValue(name: "microdetail: most lift, dB") {
      $0.stageValues.microdetailBoostDecibels
    },
    DocumentedValue(name: "microdetail: mix, %") { 100 * $0.stageValues.microdetailMix },
    DocumentedValue(name: "movement: range, %") { 100 * $0.stageValues.movementAmount },
    DocumentedValue(name: "hook lift: mix, %") { 100 * $0.stageValues.hookLiftMix },
  ]
}
