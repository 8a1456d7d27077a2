import AuralDSP

/// Hears how far long work has come: a share from 0 to 1.
public typealias Progress = (Double) -> Void

/// Measures an audio file from its first frame to its last, and leaves it rewound.
public func measure(
  _ file: inout AudioFile, progress: Progress = { _ in }
) throws(AudioFileError) -> ProgrammeFigures {
  var meter = ProgrammeMeter(format: file.format)
  var block: [Frame] = []
  var position = 0
  while try file.read(&block) {
    meter.process(&block)
    position += block.count
    progress(Double(position) / Double(max(file.frameCount, position)))
  }
  try file.rewind()
  return meter.measurement()
}
