import AuralMind
import Foundation

/// Says what no control can mend, and what the figures cannot show.
enum FaultNotes {
  /// One flat top may be chance; so many are a converter, a plugin or a render that was driven over.
  private static let fewestFlatTops = 4
  /// A peak from here on, in dBFS, uses the whole scale of whole numbers.
  private static let fullScale = -0.01
  /// An offset from here on, in percent of the peak, costs 0.1 dB of headroom.
  private static let strongOffset = 1.0
  /// Below this correlation the mono sum loses more than it keeps.
  private static let cancelling = -0.05
  /// Shorter programmes have no loudness range to speak of (EBU Tech 3342), in seconds.
  private static let shortSeconds = 60.0

  /// From here on a programme is as loud as masters are: what players bring tracks to, in LUFS, under a
  /// ceiling, in dBTP, and with what a limiter leaves of peaks over loudness, in dB.
  private static let masterLUFS = -14.0
  private static let masterPeak = -2.0
  private static let masterPLR = 13.0

  /// The sentences about a mix.
  static func notes(_ traits: TrackTraits, _ character: MixCharacter) -> [String] {
    let figures = traits.figures
    var notes: [String] = []
    if character == .squashed {
      notes.append(
        """
        There is no headroom left (crest \(written(figures.crestDecibels, decimals: 1)) dB, PLR \
        \(written(traits.peakToLoudnessDecibels, decimals: 1)) dB): the mix before its limiter would make the better \
        master.
        """)
    } else if figures.integratedLUFS >= masterLUFS, figures.truePeakDecibels >= masterPeak,
      traits.peakToLoudnessDecibels < masterPLR
    {
      notes.append(
        """
        It is as loud as a master (\(written(figures.integratedLUFS, decimals: 1)) LUFS, peaks at \
        \(written(figures.truePeakDecibels, decimals: 1)) dBTP); if it is one, begin with the mix before it.
        """)
    }
    if traits.flatTops >= fewestFlatTops {
      notes.append(
        """
        \(traits.flatTops) peaks are cut off flat at \(written(figures.samplePeakDecibels, decimals: 2)) \
        dBFS: it was clipped, which nothing here can undo; export it lower.
        """)
    } else if figures.samplePeakDecibels > 0 {
      notes.append(
        """
        Peaks pass full scale by \(written(figures.samplePeakDecibels, decimals: 2)) dB, which does no harm \
        in floating point; export it so, or lower.
        """)
    } else if figures.samplePeakDecibels >= fullScale {
      notes.append(
        "The highest sample is at full scale; an export 3 dB lower would show whether it clips.")
    }
    if traits.offsetPercent >= strongOffset {
      notes.append(
        """
        There is an offset of \(written(traits.offsetPercent, decimals: 1)) % of the peak at 0 Hz, which the high-pass \
        takes away; leave it on.
        """)
    }
    if !traits.isMono, traits.correlation < cancelling {
      notes.append(
        """
        Left and right correlate by \(written(traits.correlation, decimals: 2)) from 500 Hz to 6 kHz: in mono \
        much of it cancels, which no master can mend.
        """)
    }
    if figures.seconds < shortSeconds {
      notes.append(
        """
        It lasts \(written(figures.seconds, decimals: 0)) s; what is said of dynamics is surer of a whole song.
        """)
    }
    return notes
  }
}
