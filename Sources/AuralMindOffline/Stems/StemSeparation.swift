import AuralDSP
import AuralMind
import Foundation

/// The stems that the program demucs makes of a mix, in a folder that goes away with the value.
///
/// Défossez, "Hybrid spectrogram and waveform source separation", ISMIR workshop on music source
/// separation, 2021: vocals, drums, bass and other.
final class StemSeparation {
  /// Where the stems are.
  let stems: StemFolder

  private let folder: String

  /// The mix is handed over this much lower, as an amplitude: the program turns down each stem that would
  /// pass full scale by itself, and their balance would be lost.
  private static let gain: Float = 0.25

  /// Separates the mix at `path` inside a temporary folder in `parent`.
  init(_ path: String, in parent: String, progress: Progress) throws {
    guard let program = ProgramSearch.path(of: "demucs") else { throw StemError.programMissing }
    let folder: String
    do {
      folder = try TemporaryFiles.createFolder(in: parent)
    } catch {
      throw StemError.noRoom(path: parent, reason: error.reason)
    }
    self.folder = folder
    do {
      // A name of our own, whatever the mix is called, in a format that every version reads.
      let copy = "\(folder)/mix.wav"
      try Self.copyMix(path, to: copy)
      let results = "\(folder)/stems"
      try Self.run(program, ["--float32", "-o", results, copy], progress: progress)
      stems = try StemFolder(path: try Self.stemFolder(in: results), mix: copy)
    } catch {
      TemporaryFiles.discardFolder(folder)
      throw error
    }
  }

  deinit {
    TemporaryFiles.discardFolder(folder)
  }

  private static func copyMix(_ path: String, to copy: String) throws(AudioFileError) {
    var mix = try AudioFile(path: path)
    let output = try OutputFormat(
      path: copy,
      input: AudioFormat(
        sampleRate: mix.format.sampleRate, channelCount: mix.format.channelCount, container: .wav,
        encoding: .float(bits: 32)), wordLength: nil)
    var file = try PendingAudioFile(
      Destination(path: copy, inputs: []), output: output, frameCount: mix.frameCount)
    var block: [Frame] = []
    while try mix.read(&block) {
      for i in block.indices { block[i] *= gain }
      try file.write(block)
    }
    try file.finish().commit()
  }

  /// Runs the program to its end; its bar, which it draws on standard error, becomes progress.
  private static func run(
    _ program: String, _ arguments: [String], progress: Progress
  ) throws(StemError) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardError = pipe
    do {
      try TemporaryFiles.start(process)
    } catch {
      throw .programUnusable(reason: "the system refuses to start “\(program)”")
    }
    var messages = SeparationMessages()
    while case let bytes = pipe.fileHandleForReading.availableData, !bytes.isEmpty {
      messages.add(bytes)
      if let share = messages.share { progress(share) }
    }
    TemporaryFiles.wait(for: process)
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw .programFailed(status: process.terminationStatus, words: messages.lastWords)
    }
  }

  /// Finds the folder that the program made for the stems: its name is that of the model and the mix.
  private static func stemFolder(in results: String) throws(StemError) -> String {
    let files = FileManager.default.enumerator(atPath: results)
    let names = (files?.allObjects ?? []).compactMap { $0 as? String }
    guard let first = names.filter({ $0.hasSuffix(".wav") }).min() else {
      throw .programWroteNothing
    }
    return ((results as NSString).appendingPathComponent(first) as NSString)
      .deletingLastPathComponent
  }
}
