import AuralDSP
import Foundation

/// A passage of a file as a listening test has it: faded at both ends, in blocks of equal length.
struct ListeningPassage: ~Copyable {
  /// Long enough that no click gives a cut away, short enough to take nothing from the music, in seconds.
  private static let fadeSeconds = 0.02

  /// The length, in frames.
  let frameCount: Int

  private var file: AudioFile
  private let startFrame: Int
  private let fadeFrames: Int
  private var position = 0
  private var framesToSkip: Int
  private var waiting: [Frame] = []

  /// Takes `frameCount` frames from `startFrame` on of a file that stands at its first.
  init(_ file: consuming AudioFile, startFrame: Int, frameCount: Int) {
    self.startFrame = startFrame
    self.frameCount = frameCount
    let sampleRate = Double(file.format.sampleRate)
    fadeFrames = min(frameCount / 2, Int((Self.fadeSeconds * sampleRate).rounded()))
    framesToSkip = startFrame
    self.file = file
  }

  /// The path the file was opened by.
  var path: String { file.path }

  /// Fills `block` with the next frames: `blockFrames`, or what is left; false, and none, at the end.
  mutating func read(_ block: inout [Frame]) throws(AudioFileError) -> Bool {
    let wanted = min(blockFrames, frameCount - position)
    while waiting.count < wanted {
      guard try file.read(&block) else {
        throw .endsEarly(path: path, frames: position, expected: startFrame + frameCount)
      }
      let skipped = min(framesToSkip, block.count)
      framesToSkip -= skipped
      waiting += block.dropFirst(skipped)
    }
    block.removeAll(keepingCapacity: true)
    for i in 0..<wanted { block.append(waiting[i] * fade(position + i)) }
    waiting.removeFirst(wanted)
    position += wanted
    return wanted > 0
  }

  /// Goes back to the first frame.
  mutating func rewind() throws(AudioFileError) {
    try file.rewind()
    position = 0
    framesToSkip = startFrame
    waiting.removeAll(keepingCapacity: true)
  }

  /// Half a period of a cosine from silence to 1, and back at the end.
  private func fade(_ index: Int) -> Float {
    let distance = min(index, frameCount - 1 - index)
    guard distance < fadeFrames else { return 1 }
    return Float(0.5 - 0.5 * cos(.pi * (Double(distance) + 0.5) / Double(fadeFrames)))
  }
}
