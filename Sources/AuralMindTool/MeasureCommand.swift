import ArgumentParser
import AuralMindOffline

/// Measures files as BS.1770 and EBU R 128 have it.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures loudness, true peak and dynamics.",
    discussion: "A mono file counts as one channel, 3.01 LU below the same on two.")

  @Argument(help: "The files to measure.", completion: .file())
  var files: [String]

  @Flag(help: "Print the figures as JSON: a list with one object a file.")
  var json = false

  func run() throws {
    let bar = ProgressBar()
    defer { bar.clear() }
    var figures: [FileFigures] = []
    var hasFailed = false
    for path in files {
      do {
        var file = try AudioFile(path: path)
        let measurement = try measure(&file) { bar.show(path, $0) }
        bar.clear()
        let figure = FileFigures(file: path, format: file.format, measurement: measurement)
        figures.append(figure)
        if !json { figure.write(isFirst: figures.count == 1) }
      } catch {
        // The other files can still be measured.
        bar.clear()
        Terminal.error(error.description)
        hasFailed = true
      }
    }
    if json { try Terminal.json(figures) }
    if hasFailed { throw ExitCode.failure }
  }
}

/// What `auralmind measure` prints of one file.
struct FileFigures: Encodable {
  let file: String
  let format: AudioFormat
  let measurement: ProgrammeFigures

  /// Writes the figures as a table.
  func write(isFirst: Bool) {
    if !isFirst { Terminal.line("") }
    Terminal.line(file)
    Terminal.table(
      MeasurementTable.rows(measurement).map { ["  " + $0[0], $0[1], $0[2]] } + [
        [
          "  Format", "\(format.container.name), \(format.encoding.name)",
          "\(format.sampleRate) Hz, \(format.channelCount == 1 ? "mono" : "stereo")",
        ]
      ])
  }

  /// Encodes the figures side by side, without a level for each part.
  func encode(to encoder: any Encoder) throws {
    try measurement.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(format.sampleRate, forKey: .sampleRate)
    try container.encode(format.channelCount, forKey: .channelCount)
    try container.encode(format.container.name, forKey: .container)
    try container.encode(format.encoding.name, forKey: .encoding)
  }

  private enum CodingKeys: String, CodingKey {
    case file, container, encoding
    case sampleRate = "sample_rate_hz"
    case channelCount = "channels"
  }
}
