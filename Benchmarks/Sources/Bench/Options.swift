/// What was asked for on the command line.
struct Options {
  /// How the program is called.
  static let usage = """
    usage: bench COMMAND [options]

      peers          cost, latency and memory beside other limiters
      stages         what each stage costs
      instructions   instructions a frame, counted by callgrind
      limits         how far each stage is from what the machine can do
      companion      the command line beside matchering and ffmpeg
      all            all of these
      one SETUP      runs one setup and nothing else, for callgrind or a profiler
      start SETUP    instantiates one setup and tells what that cost

      --bundle DIR   the bundle that is measured
      --rates HZ,…   sample rates (48000); --sweep: 44100,48000,96000,192000
      --blocks N,…   frames a block (64,256,1024)
      --seconds S    length of the programme (10)
      --rounds N     how often everything is run (9)
      --csv FILE     every figure as a row
      --markdown     tables to paste into a document
      --tool FILE    the command line that is timed
      --minutes M    length of what it is timed on (2)
      --python FILE  a Python that has matchering
    """

  /// What is to be measured.
  var command = "all"
  /// The setup that `one` and `start` are about.
  var subject: String?
  /// The folder of the bundle that is measured.
  var bundle = "auralmind.lv2"
  /// Sample rates in Hz.
  var rates: [Double] = [48_000]
  /// Where one rate has to do: 48 kHz where it is among them.
  var mainRate: Double { rates.contains(48_000) ? 48_000 : rates[0] }
  /// Frames a block.
  var blocks = [64, 256, 1_024]
  /// The length of the programme.
  var seconds = 10.0
  /// How often everything is run.
  var rounds = 9
  /// Where every figure goes; nil for nowhere.
  var csv: String?
  /// Whether tables are printed as Markdown.
  var isMarkdown = false
  /// The command line that is timed.
  var tool = ".build/release/auralmind"
  /// The length of what commands work on.
  var minutes = 2.0
  /// How often commands are run: not as often as plugins, for they take longer than a piece of sound.
  var commandRounds: Int { min(rounds, 5) }
  /// A Python that may have matchering.
  var python = "python3"
  /// Where callgrind begins to count, in seconds.
  var countedFrom = 0.0

  /// Reads the words behind the program's name.
  init(_ arguments: [String]) throws(BenchFault) {
    var words = arguments[...]
    if let first = words.first, !first.hasPrefix("--") {
      command = first
      words = words.dropFirst()
      if ["one", "start"].contains(first) { subject = words.popFirst() }
    }
    while let word = words.popFirst() {
      switch word {
      case "--markdown": isMarkdown = true
      case "--sweep": rates = [44_100, 48_000, 96_000, 192_000]
      default:
        guard let value = words.popFirst() else { throw .badArgument("\(word) is not known.") }
        try take(word, value)
      }
    }
  }

  private mutating func take(_ word: String, _ value: String) throws(BenchFault) {
    switch word {
    case "--bundle": bundle = value
    case "--csv": csv = value
    case "--tool": tool = value
    case "--python": python = value
    case "--rates": rates = try Self.numbers(word, value, 8_000...384_000)
    case "--blocks":
      blocks = try Self.numbers(word, value, 1...Double(Offer.longestBlock)).map { Int($0) }
    case "--seconds": seconds = try Self.number(word, value, 0.5...600)
    case "--rounds": rounds = Int(try Self.number(word, value, 1...999))
    case "--minutes": minutes = try Self.number(word, value, 0.1...60)
    case "--counted-from": countedFrom = try Self.number(word, value, 0...600)
    default: throw .badArgument("\(word) is not known.")
    }
  }

  private static func number(
    _ word: String, _ value: String, _ range: ClosedRange<Double>
  ) throws(BenchFault) -> Double {
    guard let number = Double(value), range.contains(number) else {
      throw .badArgument("\(word) takes \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  private static func numbers(
    _ word: String, _ value: String, _ range: ClosedRange<Double>
  ) throws(BenchFault) -> [Double] {
    var numbers: [Double] = []
    for part in value.split(separator: ",") {
      numbers.append(try number(word, String(part), range))
    }
    return numbers
  }
}
