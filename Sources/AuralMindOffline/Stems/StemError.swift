/// Why stems cannot be taken for a mix, as a sentence.
public enum StemError: Error, Equatable, CustomStringConvertible {
  case noFolder(path: String)
  case notFolder(path: String)
  case unreadable(path: String)
  case noStems(path: String)
  case otherRate(path: String, sampleRate: Int, expected: Int)
  case silent(path: String)
  case noRoom(path: String, reason: String)
  case programMissing
  case programUnusable(reason: String)
  case programFailed(status: Int32, words: String)
  case programWroteNothing

  /// One sentence that names the folder, file or program and says what is wrong.
  public var description: String {
    switch self {
    case .noFolder(let path): "There is no folder “\(path)” with stems."
    case .notFolder(let path): "“\(path)” is not a folder with stems."
    case .unreadable(let path): "The folder “\(path)” cannot be read."
    case .noStems(let path): "There is no audio file in “\(path)”, so there are no stems."
    case .otherRate(let path, let sampleRate, let expected):
      """
      “\(path)” has a sample rate of \(sampleRate) Hz and the mix one of \(expected) Hz; stems come at \
      the rate of their mix.
      """
    case .silent(let path): "The stems in “\(path)” are silent together."
    case .noRoom(let path, let reason):
      "No temporary folder can be made in “\(path)”: \(reason)."
    case .programMissing:
      "The program demucs is not installed; “pipx install demucs” installs it."
    case .programUnusable(let reason): "The program demucs cannot be run: \(reason)."
    case .programFailed(let status, let words):
      words.isEmpty
        ? "demucs failed with status \(status)." : "demucs failed with status \(status): \(words)."
    case .programWroteNothing: "demucs ended without an error and without stems."
    }
  }
}
