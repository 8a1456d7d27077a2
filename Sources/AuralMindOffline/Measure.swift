import AuralDSP

/// Hears how far long work has come: a share from 0 to 1.
public typealias Progress = (Double) -> Void

/// Measures an audio file from its first frame to its last, and leaves it rewound.
public func measure(
  _ file: inout AudioFile, progress: Progress = { _ in }
) throws(AudioFileError) -> ProgrammeFigures {
  var meter = ProgrammeMeter(format: file.format)
  try read(&file, progress: progress) { meter.process(&$0) }
  return meter.measurement()
}

/// Captures an audio file from its first frame to its last, and leaves it rewound.
func measureTrack(
  _ file: inout AudioFile, depth: CaptureDepth = .profile, progress: Progress
) throws(AudioFileError) -> CapturedTrack {
  var capture = ProgrammeCapture(format: file.format, depth: depth)
  try read(&file, progress: progress) { capture.process(&$0) }
  return capture.track()
}

/// Lets `hear` have every block of a file, and leaves the file rewound.
func read(
  _ file: inout AudioFile, progress: Progress, hear: (inout [Frame]) -> Void
) throws(AudioFileError) {
  var block: [Frame] = []
  var position = 0
  while try file.read(&block) {
    hear(&block)
    position += block.count
    progress(Double(position) / Double(max(file.frameCount, position)))
  }
  try file.rewind()
}
