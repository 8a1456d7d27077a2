import AuralDSP
import FileSupport
import Support
import Testing

@testable import AuralMindOffline

@Suite struct CaptureDepthTests {
  private let format = AudioFormat(
    sampleRate: 48_000, channelCount: 2, container: .wav, encoding: .float(bits: 32))

  private func track(_ depth: CaptureDepth, of frames: [Frame]) -> CapturedTrack {
    var capture = ProgrammeCapture(format: format, depth: depth)
    var block = frames
    capture.process(&block)
    return capture.track()
  }

  @Test("what is left out changes nothing of what is listened for")
  func depths() {
    let frames = Programme(seconds: 8).frames
    let whole = track(.proposal, of: frames)
    for depth in [CaptureDepth.figures, .spectrum, .profile] {
      let track = track(depth, of: frames)
      #expect(track.figures == whole.figures)
      #expect(track.hops == whole.hops)
      guard depth >= .spectrum else { continue }
      #expect(track.spectrum.count == whole.spectrum.count)
      for band in 0..<whole.spectrum.count {
        #expect(track.spectrum[band] == whole.spectrum[band])
      }
    }
    #expect(track(.figures, of: frames).matchSpectrum == nil)
    #expect(track(.profile, of: frames).profile().text == whole.profile().text)
  }

  @Test("a reference has a profile's spectrum and loudness, and tells of no true peak")
  func reference() throws {
    let folder = try TemporaryFolder()
    let path = folder("song.wav")
    let frames = Programme(seconds: 8).frames
    let sound = SoundFile(
      sampleRate: 48_000, channelCount: 2, format: Int(SoundFormat.wavFloat),
      samples: frames.flatMap { [$0.x, $0.y] })
    #expect(sound.write(to: path))
    let whole = try capture([path])
    let reference = try capture([path], depth: .reference, progress: { _ in })
    #expect(reference.spectrum.bands.count == whole.spectrum.bands.count)
    for band in 0..<whole.spectrum.bands.count {
      #expect(reference.spectrum.bands[band] == whole.spectrum.bands[band])
    }
    #expect(reference.statistics.integratedLUFS == whole.statistics.integratedLUFS)
    #expect(reference.statistics.correlations == whole.statistics.correlations)
    #expect(whole.statistics.truePeakDecibels != nil)
    #expect(reference.statistics.truePeakDecibels == nil)
    #expect(reference.statistics.peakToLoudnessDecibels == nil)
  }

  @Test("counts flat tops in pieces as sample by sample")
  func flatTops() {
    let loud = clipped(pinkNoise(rms: 0.3, seconds: 2, sampleRate: 48_000), at: 0.6)
    let quiet = pinkNoise(rms: 0.05, seconds: 1, sampleRate: 48_000)
    let signal = quiet + loud + quiet + loud.map { Frame($0.y, $0.x * 0.5) }
    var pieces = FlatTops()
    pieces.hear(signal.span)
    var single = FlatTops()
    for frame in signal { single.hear([frame].span) }
    #expect(pieces.count == single.count)
    #expect(pieces.count > 100)
  }
}
