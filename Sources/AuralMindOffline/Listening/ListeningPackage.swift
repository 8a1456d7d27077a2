import AuralDSP
import Foundation

/// What the making of a listening test is at.
public enum ListeningStep: Sendable {
  case aligning
  case measuring
  case writing
}

/// Fills a folder with a blind test of two recordings of one programme: A.wav and B.wav, which are
/// known, an X01.wav, X02.wav … for every trial, a sheet and the key, and gives it its name.
///
/// B is moved by whole frames to run with A, both are cut to what they have in common, brought to equal
/// loudness by gain alone, faded at their ends and written as WAV of 24 bits without metadata. Throws
/// where the sample rates differ, the passage is silent or shorter than half a second, or a file cannot
/// be read or written; then there is no folder.
public func writeListeningPackage(
  _ a: consuming AudioFile, _ b: consuming AudioFile, to folder: consuming PendingFolder,
  draw: BlindDraw, options: ListeningOptions,
  progress: (ListeningStep, Double) -> Void = { _, _ in }
) throws -> ListeningReport {
  guard a.format.sampleRate == b.format.sampleRate else {
    throw ListeningError.differentRates(
      a: a.path, rateA: a.format.sampleRate, b: b.path, rateB: b.format.sampleRate)
  }
  let paths = (a: a.path, b: b.path)
  // Where one of them is mono, both have two channels.
  let format = AudioFormat(
    sampleRate: a.format.sampleRate,
    channelCount: max(a.format.channelCount, b.format.channelCount), container: .wav,
    encoding: .integer(bits: 24))

  var aligner = try TrackAligner(a, b) { progress(.aligning, $0) }
  let alignment = try aligner.alignment()
  let range = try options.range(
    in: alignment, frameCounts: aligner.frameCounts, sampleRate: format.sampleRate)
  var first = ListeningPassage(
    try AudioFile(path: paths.a), startFrame: range.startA, frameCount: range.count)
  var second = ListeningPassage(
    try AudioFile(path: paths.b), startFrame: range.startB, frameCount: range.count)

  let before = (
    a: try first.figures(format) { progress(.measuring, $0 / 2) },
    b: try second.figures(format) { progress(.measuring, 0.5 + $0 / 2) }
  )
  let levels = ListeningLevels(before.a, before.b)
  func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
  let texts = ListeningTexts(draw, names: (name(paths.a), name(paths.b)))
  let after = try writeFiles(
    &first, &second, to: folder, draw: draw, levels: levels, format: format
  ) { progress(.writing, $0) }
  let difference = after.b.integratedLUFS - after.a.integratedLUFS
  guard abs(difference) <= ListeningLevels.toleranceLU else {
    throw ListeningError.notMatched(differenceLU: difference)
  }
  try folder.destination("sheet.txt").write(Array(texts.sheet.utf8))
  try folder.destination("key.txt").write(Array(texts.key.utf8))
  try folder.commit()
  return ListeningReport(
    alignment: alignment, sampleRate: format.sampleRate, gainA: levels.gainA,
    gainB: levels.gainB, figuresA: after.a, figuresB: after.b, keyDigest: texts.keyDigest,
    trials: draw.choices.count)
}

/// Writes A, B and every X at the same time, block by block, so that neither times nor places on the disk
/// tell which of them are alike; returns the figures of A and B as written.
private func writeFiles(
  _ first: inout ListeningPassage, _ second: inout ListeningPassage,
  to folder: borrowing PendingFolder, draw: BlindDraw, levels: ListeningLevels, format: AudioFormat,
  progress: Progress
) throws(AudioFileError) -> (a: ProgrammeFigures, b: ProgrammeFigures) {
  let names = ["A", "B"] + draw.choices.indices.map(TrialList.name)
  let choices: [ListeningChoice] = [.a, .b] + draw.choices
  let output = try OutputFormat(path: "A.wav", input: format, wordLength: .bits24)
  var files: [ListeningFile] = []
  for (i, name) in names.enumerated() {
    files.append(
      try ListeningFile(
        choices[i], destination: folder.destination("\(name).wav"), output: output,
        frameCount: first.frameCount, ditherSeed: draw.ditherSeeds[i]))
  }
  let gains = (a: amplitude(decibels: levels.gainA), b: amplitude(decibels: levels.gainB))
  var meterA = ProgrammeMeter(format: format)
  var meterB = ProgrammeMeter(format: format)
  var blockA: [Frame] = []
  var blockB: [Frame] = []
  var position = 0
  while try first.read(&blockA), try second.read(&blockB) {
    for (i, file) in files.enumerated() {
      let isA = file.choice == .a
      var written = try file.write(isA ? blockA : blockB, gain: isA ? gains.a : gains.b)
      if i == 0 { meterA.process(&written) }
      if i == 1 { meterB.process(&written) }
    }
    position += blockA.count
    progress(Double(position) / Double(first.frameCount))
  }
  for file in files { try file.finish() }
  return (meterA.measurement(), meterB.measurement())
}

extension ListeningPassage {
  /// Measures the passage, and goes back to its first frame.
  fileprivate mutating func figures(
    _ format: AudioFormat, progress: Progress
  ) throws(AudioFileError) -> ProgrammeFigures {
    var meter = ProgrammeMeter(format: format)
    var block: [Frame] = []
    var position = 0
    while try read(&block) {
      meter.process(&block)
      position += block.count
      progress(Double(position) / Double(frameCount))
    }
    try rewind()
    let figures = meter.measurement()
    guard figures.integratedLUFS > -70 else { throw .noLoudness(path: path) }
    return figures
  }
}

extension ListeningOptions {
  /// The least that a passage lasts, in seconds: a gating block of 400 ms with its fades around it.
  private static let shortestSeconds = 0.5

  /// Where the passage lies in both files, in frames.
  fileprivate func range(
    in alignment: Alignment, frameCounts: (a: Int, b: Int), sampleRate: Int
  ) throws(ListeningError) -> (startA: Int, startB: Int, count: Int) {
    let rate = Double(sampleRate)
    let shift = alignment.shiftFrames
    let startA = max(0, -shift)
    let common = min(frameCounts.a - startA, frameCounts.b - startA - shift)
    let start = Int((startSeconds * rate).rounded())
    guard start < common else {
      throw .beyondEnd(startSeconds: startSeconds, seconds: Double(common) / rate)
    }
    let wanted = seconds.map { Int(($0 * rate).rounded()) } ?? common
    let count = min(wanted, common - start)
    guard Double(count) >= Self.shortestSeconds * rate else {
      throw .tooShort(seconds: Double(common) / rate)
    }
    return (startA + start, startA + shift + start, count)
  }
}
