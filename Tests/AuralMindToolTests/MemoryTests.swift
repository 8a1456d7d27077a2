import FileSupport
import Foundation
import Testing

@Suite struct MemoryTests {
  /// The most memory a run of the tool took, in KiB; nil when it was over too soon to tell.
  private func peakKibibytes(_ process: Process) throws -> Int? {
    var peak: Int?
    while process.isRunning {
      let status = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      if let now = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }) {
        peak = max(peak ?? 0, now)
      }
      usleep(500)
    }
    #expect(try Tool.finish(process).status == 0)
    return peak
  }

  @Test("memory stays far below the length of the file")
  func flat() throws {
    let folder = try TemporaryFolder()
    // 60 s of stereo float at 96 kHz are 46 MB.
    let demo = try Tool.begin(
      "demo", folder("in.wav"), "--seconds", "60", "--rate", "96000", "--bits", "32f")
    #expect(try #require(try peakKibibytes(demo)) < 40_000)
    let render = try Tool.begin("render", folder("in.wav"), "-o", folder("out.wav"))
    #expect(try #require(try peakKibibytes(render)) < 40_000)
    let capture = try Tool.begin("capture", folder("in.wav"), "-o", folder("out.amprofile"))
    #expect(try #require(try peakKibibytes(capture)) < 40_000)
  }
}
