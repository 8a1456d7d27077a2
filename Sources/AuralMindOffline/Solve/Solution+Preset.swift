import AuralMind
public import AuralMindTurtle
import Foundation

extension Solution {
  /// The slots that a mix which is in none goes into: the last, or the one before where that is the
  /// reference's.
  private static let slotsForMix = [16, 15]

  /// The solution as a preset for hosts: every setting, and the profiles of reference and mix themselves.
  ///
  /// - Parameters:
  ///   - name: What hosts list it by.
  ///   - mixName: What people call the mix.
  /// - Returns: The preset, not saved yet.
  public func preset(named name: PresetName, mixName: String) -> UserPreset {
    var settings = settings
    var slots = spectra.texts.slots
    // A slot, unlike a source without a number, is to be seen in a host, and to be taken away there.
    if settings.sourceSlot == 0, !spectra.texts.source.isEmpty {
      settings.sourceSlot = Self.slotsForMix.first { $0 != settings.referenceSlot } ?? 0
      slots[settings.sourceSlot] = spectra.texts.source
    }
    return UserPreset(
      name: name, comment: comment(mixName), settings: settings,
      reference: spectra.texts.reference, slots: slots)
  }

  private func comment(_ mixName: String) -> String {
    String(
      format: "Made for %@, which it brings to %.1f LUFS under %.1f dBTP at a gain of %.3f dB.",
      mixName, after.integratedLUFS, goal.ceilingDecibels, gainDecibels)
  }
}
