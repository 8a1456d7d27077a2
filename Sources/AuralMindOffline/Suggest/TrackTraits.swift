import AuralDSP
import AuralMind
import Foundation

/// What the rules of a proposal go by, taken from a captured track.
struct TrackTraits: Sendable {
  /// The figures of the whole.
  let figures: ProgrammeFigures
  /// The strength of the regions of hearing.
  let balance: SpectralBalance
  /// Whether both sides are the same.
  let isMono: Bool
  /// How alike left and right are from 500 Hz to 6 kHz, where width is heard, from -1 to 1.
  let correlation: Double
  /// How alike they are below 120 Hz, from -1 to 1.
  let subCorrelation: Double
  /// The usual note of the bass, in Hz; nil where there is none that is clear.
  let noteHertz: Double?
  /// Peaks over loudness as it plays on two loudspeakers, in dB: a mono file is 3 dB louder there than
  /// BS.1770 has it.
  let peakToLoudnessDecibels: Double
  /// The time in which sibilants stand out, in percent.
  let sibilantPercent: Double
  /// The peaks that are cut off flat.
  let flatTops: Int
  /// What is there of 0 Hz, in percent of the highest sample.
  let offsetPercent: Double

  /// Sides that are this far below mid, in dB, are what rounding and dither leave.
  private static let monoDecibels = -60.0

  /// Takes the traits of a track that has loudness.
  init(_ track: CapturedTrack) {
    figures = track.figures
    balance = SpectralBalance(track.spectrum)
    isMono = track.channelCount == 1 || balance.sideDecibels < Self.monoDecibels
    let statistics = track.profile().statistics
    let bands = statistics.correlations
    let heard = bands.filter { $0.lowHertz >= 500 && $0.highHertz <= 6_000 }
    correlation =
      isMono || heard.isEmpty
      ? 1 : heard.reduce(0) { $0 + $1.correlation } / Double(heard.count)
    subCorrelation = isMono ? 1 : bands.first { $0.highHertz <= 120 }?.correlation ?? 1
    peakToLoudnessDecibels =
      figures.peakToLoudnessDecibels - (track.channelCount == 1 ? 10 * log10(2) : 0)
    noteHertz = statistics.subFundamentalHertz
    sibilantPercent = 100 * (track.sibilantShare ?? 0)
    flatTops = track.flatTops
    let peak = Double(pow(10, track.figures.samplePeakDecibels / 20))
    offsetPercent = 100 * Double(max(abs(track.offset.x), abs(track.offset.y))) / max(peak, 1e-9)
  }

  /// By how much peaks pass the ceiling once the loudness is at the target, in dB; below 0 they do not.
  ///
  /// The target is reached as BS.1770 counts, of a mono file too.
  func excessDecibels(_ goal: Delivery.Goal) -> Double {
    figures.peakToLoudnessDecibels - (goal.ceilingDecibels - goal.targetLUFS)
  }

  // Figures as reasons and tables name them.

  var loudnessRange: Suggestion.Measure { .init("loudness range", figures.loudnessRangeLU, "LU") }
  var peakToLoudness: Suggestion.Measure { .init("PLR", peakToLoudnessDecibels, "dB") }
  var crest: Suggestion.Measure { .init("crest", figures.crestDecibels, "dB") }
  var sub: Suggestion.Measure { .init("30–90 Hz", balance.subDecibels, "dB of loudness") }
  var bass: Suggestion.Measure { .init("90–200 Hz", balance.bassDecibels, "dB of loudness") }
  var rumble: Suggestion.Measure { .init("below 22 Hz", balance.rumbleDecibels, "dB of loudness") }
  var presence: Suggestion.Measure { .init("2–5 kHz", balance.presenceDecibels, "dB of loudness") }
  var brilliance: Suggestion.Measure {
    .init("5–10 kHz", balance.brillianceDecibels, "dB of loudness")
  }
  var muddiness: Suggestion.Measure {
    .init("200–400 Hz over 2–5 kHz", balance.muddinessDecibels, "dB")
  }
  var side: Suggestion.Measure { .init("side over mid", balance.sideDecibels, "dB") }
  var width: Suggestion.Measure { .init("correlation 500 Hz–6 kHz", correlation) }
  var subWidth: Suggestion.Measure { .init("correlation below 120 Hz", subCorrelation) }
  var sibilance: Suggestion.Measure { .init("sibilants", sibilantPercent, "% of the time") }
}
