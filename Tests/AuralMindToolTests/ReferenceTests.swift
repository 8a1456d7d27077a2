import AuralDSP
import FileSupport
import Foundation
import Testing

@Suite struct ReferenceTests {
  /// Settings under which nothing but matching is heard.
  private static let bare = "--set governor=off --set clip=0 --set highpass=0 \(plain)"

  /// The stages after the match EQ out of the path, so that what is matched stays as it is.
  private static let plain =
    [
      "mono_sub", "masking", "deess", "glow", "width", "microshift", "microdetail", "movement",
      "hook_lift", "transient",
    ].map { "--set \($0)=0" }.joined(separator: " ")

  private static let rate = 48_000

  /// Noise whose mid loses `tilt` of each sample to the one before, and whose side does not: another
  /// balance for another tilt.
  private func noise(seconds: Double, tilt: Float, seed: UInt32) -> [Frame] {
    var state = seed
    func next() -> Float {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / 8_388_608 - 1
    }
    var last: Float = 0
    return (0..<Int(seconds * Double(Self.rate))).map { _ in
      last = tilt * last + (1 - abs(tilt)) * 0.3 * next()
      let side = 0.03 * next()
      return Frame(last + side, last - side)
    }
  }

  /// A folder with a mix, two records and a library that holds a profile of one and of the mix.
  private func studio() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = [("mix", Float(0.2), 1), ("bright", -0.4, 2), ("dark", 0.6, 3)]
    for (name, tilt, seed) in files {
      let frames = noise(seconds: 12, tilt: tilt, seed: UInt32(seed))
      try #require(
        SoundFile(frames, sampleRate: Self.rate, format: SoundFormat.wavFloat)
          .write(to: folder("\(name).wav")))
    }
    try run("capture dark.wav --slot 3 && \"$TOOL\" capture mix.wav --slot 4", in: folder)
    return folder
  }

  /// Runs the tool inside `folder`, with its library there.
  private func result(_ line: String, in folder: TemporaryFolder) throws -> Tool.Result {
    try Tool.shell(
      "cd \(folder.path) && export AURALMIND_PROFILES=\(folder.path)/library && \"$TOOL\" \(line)")
  }

  @discardableResult
  private func run(_ line: String, in folder: TemporaryFolder) throws -> Tool.Result {
    let result = try result(line, in: folder)
    try #require(result.status == 0, "\(line): \(result.error)")
    return result
  }

  private func distances(_ result: Tool.Result) throws -> (before: Double, after: Double) {
    let match = try #require(result.object["match"] as? [String: Any])
    return (
      try #require(match["distance_before_db"] as? Double),
      try #require(match["distance_after_db"] as? Double)
    )
  }

  @Test("a slot named by --reference and by its port gives the same bits")
  func slots() throws {
    let folder = try studio()
    try run("render mix.wav -o a.wav --reference slot:3 --source slot:4", in: folder)
    try run("render mix.wav -o b.wav --set reference=3 --set source=4", in: folder)
    try run("render mix.wav -o c.wav", in: folder)
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
    #expect(try folder.bytes("a.wav") != folder.bytes("c.wav"))
  }

  @Test("a profile is the same reference by its slot and by its path")
  func path() throws {
    let folder = try studio()
    try run("render mix.wav -o a.wav --reference slot:3 --source slot:4", in: folder)
    let library = "library/03.amprofile --source library/04.amprofile"
    try run("render mix.wav -o b.wav --reference \(library)", in: folder)
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
  }

  @Test("audio is the reference that the profile captured of it is, to the last bit")
  func captured() throws {
    let folder = try studio()
    try run("render mix.wav -o a.wav --reference dark.wav --source slot:4", in: folder)
    try run("render mix.wav -o b.wav --reference library/03.amprofile --source slot:4", in: folder)
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
  }

  @Test("match 0 gives the mix back to the last bit", arguments: ["linear", "mixed", "minimum"])
  func nothing(phase: String) throws {
    let folder = try studio()
    let options = "--reference dark.wav --match 0 --phase \(phase) \(Self.bare)"
    try run("render mix.wav -o out.wav \(options)", in: folder)
    let mix = try #require(SoundFile(path: folder("mix.wav")))
    let output = try #require(SoundFile(path: folder("out.wav")))
    #expect(output.frames.elementsEqual(mix.frames))
  }

  @Test("a master is near its reference, and further the less it is matched")
  func nearer() throws {
    let folder = try studio()
    var last = 0.0
    for percent in [100, 50, -50] {
      let options = "--reference dark.wav --match \(percent) --match-limit 12 --json \(Self.plain)"
      let (before, after) = try distances(run("master mix.wav -o out.wav \(options)", in: folder))
      #expect(before > 1.5)
      #expect(after > last)
      #expect(percent < 100 || after < 0.3)
      #expect((after < before) == (percent > 0))
      last = after
    }
  }

  @Test("the master's spectrum is taken in its first pass, as capture takes it")
  func firstPass() throws {
    let folder = try studio()
    let options = "--reference slot:3 --match 100 --match-limit 12 --json"
    let measured = try distances(run("master mix.wav -o a.wav \(options)", in: folder))
    let captured = try distances(
      run("master mix.wav -o b.wav \(options) --source slot:4", in: folder))
    #expect(abs(measured.after - captured.after) < 0.02)
    #expect(measured.before == captured.before)
  }

  @Test("a blend lies between its references, nearer to the one of more weight")
  func blend() throws {
    let folder = try studio()
    func level(_ options: String) throws -> Double {
      let line = "render mix.wav -o out.wav \(Self.bare) --match 100 --match-limit 12 \(options)"
      try run(line + " --source mix.wav", in: folder)
      let frames = try #require(SoundFile(path: folder("out.wav"))).frames
      // What changes from sample to sample is treble.
      let treble = zip(frames, frames.dropFirst()).reduce(0.0) { sum, pair in
        let change = pair.1.x - pair.0.x
        return sum + Double(change * change)
      }
      let power = frames.reduce(0.0) { $0 + Double($1.x * $1.x) }
      return decibels(power: treble / power)
    }
    let dark = try level("--reference dark.wav")
    let bright = try level("--reference bright.wav")
    let even = try level("--reference dark.wav --reference bright.wav")
    let heavy = try level("--reference dark.wav --reference bright.wav --weight 4 --weight 1")
    #expect(dark + 0.5 < heavy && heavy + 0.5 < even && even + 0.5 < bright)
  }

  @Test("what cannot be matched to is refused in one sentence, before anything is written")
  func refusals() throws {
    let folder = try studio()
    try Data("20 0\n20000 0\n".utf8).write(to: URL(fileURLWithPath: folder("house.txt")))
    let before = try folder.names
    func fails(_ options: String, _ status: Int32, _ words: String) throws {
      for command in ["master", "render"] {
        let result = try result("\(command) mix.wav -o out.wav \(options)", in: folder)
        #expect(result.status == status, "\(options)")
        #expect(result.error.contains(words), "\(result.error)")
        #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
        #expect(try folder.names == before)
      }
    }
    try fails("--reference slot:5", 1, "5")
    try fails("--set reference=5", 1, "5")
    try fails("--source slot:5 --reference slot:3", 1, "5")
    try fails("--reference missing.wav", 1, "There is no file “missing.wav”")
    try fails("--reference .", 1, "is a folder")
    try fails("--reference house.txt --reference dark.wav", 1, "curve")
    try fails("--reference slot:17", 64, "slot:1 to slot:16")
    try fails("--reference slot:3 --set reference=4", 64, "leave one of them out")
    try fails("--reference dark.wav --weight 1 --weight 2", 64, "one for each")
    try fails("--reference dark.wav --weight 0", 64, "above 0")
    try fails("--weight 1", 64, "goes with --reference")
    try fails("--reference dark.wav --match 151", 64, "-100 to 150")
    try fails("--phase sideways", 64, "'linear', 'mixed'")
  }
}
