import Foundation

/// A whole audio file beside its destination that has yet to take its name.
///
/// A value that goes away without `commit` leaves nothing behind.
public final class FinishedAudioFile: Sendable {
  private let destination: Destination
  private let descriptor: Int32

  /// Where the file is until it takes its name.
  let temporaryPath: String

  /// Takes charge of a file that is written but not closed.
  init(destination: Destination, temporaryPath: String, descriptor: Int32) {
    self.destination = destination
    self.temporaryPath = temporaryPath
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    // Of a file that has its name by now there is nothing left to discard.
    TemporaryFiles.discard(temporaryPath)
  }

  /// Gives the file its name, in place of any file that has it.
  public func commit() throws(AudioFileError) {
    // A disk that is full may say so only now.
    guard fsync(descriptor) == 0 else {
      throw .writeFailed(path: destination.path, reason: systemError(errno))
    }
    do {
      try TemporaryFiles.commit(temporaryPath, to: destination.resolvedPath)
    } catch {
      throw .writeFailed(path: destination.path, reason: error.reason)
    }
  }
}
