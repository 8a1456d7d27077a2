import AuralDSP
import FileSupport
import Foundation
import Support
import Testing

@testable import AuralMindOffline

@Suite struct TrackAlignerTests {
  private static let rate = 24_000

  private let folder: TemporaryFolder
  private let mix: Signal

  init() throws {
    folder = try TemporaryFolder()
    mix = syntheticMix(seconds: 12, sampleRate: Double(Self.rate))
  }

  /// Where `second` lies against `first`.
  private func alignment(_ first: Signal, _ second: Signal) throws -> Alignment {
    for (name, signal) in [("a.wav", first), ("b.wav", second)] {
      let file = SoundFile(signal, sampleRate: Self.rate, format: SoundFormat.wavFloat)
      try #require(file.write(to: folder(name)))
    }
    var aligner = try TrackAligner(
      AudioFile(path: folder("a.wav")), AudioFile(path: folder("b.wav"))
    ) { _ in }
    return try aligner.alignment()
  }

  /// The mix with silence before it, or without its beginning.
  private func moved(_ signal: Signal, by lag: Int) -> Signal {
    lag < 0 ? Array(signal.dropFirst(-lag)) : Signal(repeating: .zero, count: lag) + signal
  }

  /// The mix as another mastering might have left it: more bass, less treble, limited by 6 dB.
  private var otherMaster: Signal {
    var low = Frame.zero
    return mix.map { frame in
      low += (frame - low) * 0.03
      let toned = (frame * 0.6 + low * 1.2) * 2
      return Frame(tanh(toned.x), tanh(toned.y)) * 0.5
    }
  }

  @Test("finds an offset to the frame, whatever the gain", arguments: [0, 1, -1, 12_345, -101_010])
  func offset(lag: Int) throws {
    let found = try alignment(mix, moved(scaled(mix, decibels: -9), by: lag))
    #expect(found.lagFrames == lag)
    #expect(abs(found.restFrames) < 0.02)
    #expect(found.likeness > 0.9)
    #expect(found.isTrusted && !found.isInverted)
  }

  @Test("finds the offset of another master of the same mix", arguments: [0, 54_321, -70_007])
  func equalised(lag: Int) throws {
    let found = try alignment(mix, moved(otherMaster, by: lag))
    // A filter has a delay of its own, here of less than a frame.
    #expect(abs(Double(found.lagFrames) + found.restFrames - Double(lag)) < 1)
    #expect(found.likeness > 0.5)
  }

  @Test("tells a fraction of a frame that no shift takes out")
  func fraction() throws {
    // Half of two neighbours lies half a frame later, up to the middle of the band.
    let later = zip(mix.dropFirst(), mix).map { ($0 + $1) * 0.5 }
    let found = try alignment(mix, Array(later))
    #expect(abs(Double(found.lagFrames) + found.restFrames + 0.5) < 0.02)
  }

  @Test("notices that one of them is upside down")
  func inverted() throws {
    let found = try alignment(mix, moved(mix.map { -$0 }, by: 777))
    #expect(found.lagFrames == 777)
    #expect(found.isInverted)
  }

  @Test("does not move what has nothing in common")
  func strangers() throws {
    let other = pinkNoise(rms: 0.1, seconds: 10, sampleRate: Double(Self.rate), seed: 9)
    let found = try alignment(mix, other)
    #expect(!found.isTrusted)
    #expect(found.shiftFrames == 0)
    let silence = try alignment(mix, Signal(repeating: .zero, count: 100_000))
    #expect(!silence.isTrusted)
  }
}
