import Foundation

/// The ffmpeg that is installed.
struct FFmpeg: Sendable {
  /// What every run begins with: no questions, no banner, errors alone, and no file but the one named.
  static let manners = [
    "-hide_banner", "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file,pipe",
  ]

  /// Where the program is.
  let path: String

  /// Finds the program in the folders that `PATH` names.
  init(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CodecCheckError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/ffmpeg" }
    let found = paths.first {
      FileStatus(path: $0)?.isRegular == true && access($0, X_OK) == 0
    }
    guard let found else { throw .noFFmpeg }
    path = found
  }

  /// Makes sure that there is an encoder for every codec.
  func requireEncoders(for codecs: [Codec]) throws(CodecCheckError) {
    let output = Pipe()
    let program = try ChildProgram(
      path: path, arguments: ["-hide_banner", "-nostdin", "-encoders"], input: nil, output: output)
    let text = (try? output.fileHandleForReading.readToEnd()).map {
      String(decoding: $0, as: UTF8.self)
    }
    _ = program.finish()
    // Each line has the encoder's abilities, its name and what it is.
    let names = Set(
      (text ?? "").split(separator: "\n").compactMap { line -> Substring? in
        let words = line.split(separator: " ")
        return words.count > 1 ? words[1] : nil
      })
    for codec in codecs where !names.contains(Substring(codec.encoder)) {
      throw .noEncoder(codec: codec)
    }
  }
}
