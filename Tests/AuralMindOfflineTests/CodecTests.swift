import AuralDSP
import Foundation
import Testing

@testable import AuralMindOffline

@Suite struct CodecTests {
  /// The overs of silence with a full-scale tone, 1 dB over, at the times given, in seconds.
  private func overs(_ times: [Double], amplitude: Float = 1.12) -> Int {
    var counter = OverCounter(sampleRate: 48_000)
    var frames = [Frame](repeating: .zero, count: 48_000)
    for time in times {
      for i in 0..<48 {
        let phase = Float(i) * 2 * .pi / 48
        frames[Int(time * 48_000) + i] = Frame(amplitude * sin(phase), 0)
      }
    }
    counter.process(&frames)
    counter.finish()
    return counter.count
  }

  @Test("an over is counted once, and again only where a hundredth of a second lies between")
  func counting() {
    #expect(overs([]) == 0)
    #expect(overs([0.1]) == 1)
    #expect(overs([0.1, 0.105]) == 1)
    #expect(overs([0.1, 0.12, 0.5]) == 3)
    #expect(overs([0.1, 0.5], amplitude: 0.98) == 0)
    // The last frames are heard too.
    #expect(overs([0.999]) == 1)
  }

  @Test(
    "a codec has the file's own rate, else one that divides it, else one nearby",
    arguments: [
      (Codec.aac, 44_100, 44_100), (.aac, 192_000, 96_000), (.mp3, 96_000, 48_000),
      (.mp3, 88_200, 44_100), (.opus, 44_100, 48_000), (.vorbis, 96_000, 48_000),
      (.vorbis, 22_050, 44_100), (.mp3, 8_000, 8_000), (.mp3, 50_000, 48_000),
    ])
  func rates(codec: Codec, sampleRate: Int, coded: Int) {
    #expect(codec.codedRate(sampleRate) == coded)
  }

  @Test("the ceiling is rounded down to the tenth, and a codec that adds nothing needs none")
  func ceiling() {
    func figures(_ decoded: Double) -> CodedFigures {
      var own = ProgrammeFigures(
        integratedLUFS: -14, maximumMomentaryLUFS: -10, maximumShortTermLUFS: -11,
        loudnessRangeLU: 4, truePeakDecibels: -1, samplePeakDecibels: -1.1,
        peakToLoudnessDecibels: 13, crestDecibels: 12, seconds: 20)
      let before = own
      own.truePeakDecibels = decoded
      own.integratedLUFS = -13.9
      return CodedFigures(
        coding: Coding(.aac, bitrate: 128), codedRate: 48_000, own: before, decoded: own, overs: 3)
    }
    #expect(figures(0.31).ceilingDecibels == -1.4)
    #expect(figures(0.3).ceilingDecibels == -1.3)
    #expect(figures(-1.2).ceilingDecibels == 0)
    #expect(figures(0.31).isOver && !figures(0).isOver)
    #expect(figures(0.31).oversPerTenSeconds == 1.5)
    #expect(abs((figures(0).loudnessChangeLU ?? 0) - 0.1) < 1e-9)
  }

  @Test("usual bit rates are halved for one channel, and nothing is tried twice")
  func codings() {
    let stereo = Coding.all(codecs: [.aac, .opus, .aac], bitrates: [], channelCount: 2)
    #expect(stereo.map(\.bitrate) == [256, 128, 160, 96])
    let mono = Coding.all(codecs: [.aac], bitrates: [], channelCount: 1)
    #expect(mono.map(\.bitrate) == [128, 64])
    let asked = Coding.all(codecs: [.mp3], bitrates: [64, 96, 64], channelCount: 2)
    #expect(asked.map(\.bitrate) == [64, 96])
  }
}
