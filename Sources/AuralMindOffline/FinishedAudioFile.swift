/// A whole audio file beside its destination that has yet to take its name.
///
/// A value that goes away without `commit` leaves nothing behind.
public struct FinishedAudioFile: ~Copyable {
  private let destination: Destination

  /// Where the file is until it takes its name.
  let temporaryPath: String

  private var isPending = true

  /// Takes charge of a file that is written and closed.
  init(destination: Destination, temporaryPath: String) {
    self.destination = destination
    self.temporaryPath = temporaryPath
  }

  deinit {
    if isPending { TemporaryFiles.discard(temporaryPath) }
  }

  /// Gives the file its name, in place of any file that has it.
  public consuming func commit() throws(AudioFileError) {
    do {
      try TemporaryFiles.commit(temporaryPath, to: destination.resolvedPath)
      isPending = false
    } catch {
      throw .writeFailed(path: destination.path, reason: error.reason)
    }
  }
}
