public import AuralMind

/// What was asked of `auralmind master`, in the words it was asked in.
public struct MasteringRequest: Sendable {
  /// The mix, as its path was given.
  public var input: String
  /// The master, as its path was given.
  public var output: String
  /// The settings before a file's word length chose the dither.
  public var settings: Settings
  /// The references as they were named, and how much each counts.
  public var references: [(name: String, weight: Double)]
  /// The profile of the mix itself as it was named; nil where it was measured.
  public var source: String?
  /// The word length that was asked for; nil where the file's kind decided.
  public var wordLength: WordLength?
  /// The number of channels of the mix.
  public var channelCount: Int
  /// The options that had the mix summed from its stems; nothing where it was mastered as it was.
  public var stems: [String] = []

  /// Creates a request.
  public init(
    input: String, output: String, settings: Settings,
    references: [(name: String, weight: Double)] = [], source: String? = nil,
    wordLength: WordLength? = nil, channelCount: Int = 2
  ) {
    self.input = input
    self.output = output
    self.settings = settings
    self.references = references
    self.source = source
    self.wordLength = wordLength
    self.channelCount = channelCount
  }
}
