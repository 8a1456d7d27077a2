import AuralDSP
import AuralMind

/// Hears how far long work has come: a share from 0 to 1.
public typealias Progress = (Double) -> Void

/// Measures an audio file from its first frame to its last, and leaves it rewound.
public func measure(
  _ file: inout AudioFile, progress: Progress = { _ in }
) throws(AudioFileError) -> ProgrammeFigures {
  try measure(&file, withSpectrum: false, progress: progress).figures
}

/// Measures an audio file in one reading, its spectrum too where that is wanted, and leaves it rewound.
///
/// The spectrum is nil as well where nothing is loud enough to have one.
func measure(
  _ file: inout AudioFile, withSpectrum: Bool, progress: Progress
) throws(AudioFileError) -> (figures: ProgrammeFigures, spectrum: MatchSpectrum?) {
  var meter = ProgrammeMeter(format: file.format)
  var spectrum = SpectrumMeter(sampleRate: Double(file.format.sampleRate))
  var block: [Frame] = []
  var position = 0
  while try file.read(&block) {
    meter.process(&block)
    if withSpectrum { spectrum.process(&block) }
    position += block.count
    progress(Double(position) / Double(max(file.frameCount, position)))
  }
  try file.rewind()
  return (meter.measurement(), spectrum.spectrum())
}
