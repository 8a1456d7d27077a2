public import AuralMind

/// A mix that is to be mastered, and how.
public struct MasteringOrder: Sendable {
  /// The path of the mix.
  public var input: String
  /// The sample rate of the master, in Hz; nil keeps the mix's.
  public var sampleRate: Int?
  /// Where the master goes; nil where nothing is to be written.
  public var destination: Destination?
  /// What is written.
  public var output: OutputFormat
  /// The controls; the governor's gain is found.
  public var settings: Settings
  /// What is matched to, and from where that is not the mix itself.
  public var spectra: MatchSpectra
  /// The loudness to reach in place of the goal's, in LUFS: that of a track among others.
  public var targetLUFS: Double?
  /// Whether what a report shows is gathered on the way.
  public var keepsRecord = false
  /// The number of threads that may work at the same time; the master is the same for any.
  public var threadCount = usableProcessorCount

  /// Creates an order.
  public init(
    input: String, sampleRate: Int? = nil, destination: Destination?, output: OutputFormat,
    settings: Settings, spectra: MatchSpectra = MatchSpectra()
  ) {
    self.input = input
    self.sampleRate = sampleRate
    self.destination = destination
    self.output = output
    self.settings = settings
    self.spectra = spectra
  }

  /// What is asked for, the target in its place.
  var goal: Delivery.Goal {
    var goal = settings.goal
    if let targetLUFS { goal.targetLUFS = targetLUFS }
    return goal
  }

  /// What is listened for in the master: its spectrum where that is compared or shown.
  var depthOfResult: CaptureDepth {
    keepsRecord || spectra.isMatching(settings) ? .spectrum : .figures
  }

  /// Whether another thread may take a part of the work.
  var isParallel: Bool { threadCount > 1 }

  /// Opens the mix at the rate of the master.
  func openInput() throws(AudioFileError) -> AudioFile {
    try AudioFile(path: input, sampleRate: sampleRate)
  }
}
