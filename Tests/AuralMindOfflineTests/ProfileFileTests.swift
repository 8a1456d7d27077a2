import AuralDSP
import AuralMind
import AuralMindOffline
import FileSupport
import Foundation
import Testing

@Suite struct ProfileFileTests {
  private func flatProfile(name: String) -> Profile {
    var bands = BandSpectrum(count: 270)
    for i in 0..<270 { bands[i] = Frame(0.001, 0.0001) }
    var profile = Profile(spectrum: MatchSpectrum(bands: bands))
    profile.name = Array(name.utf8)
    profile.sourceCount = 1
    return profile
  }

  @Test("a profile that was written is read back, in place of what was there, and nothing is left")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder("a.amprofile")))
    let profile = flatProfile(name: "A")
    try writeProfile(profile, to: Destination(path: folder("a.amprofile"), inputs: []))
    #expect(try folder.bytes("a.amprofile") == Data(profile.text))
    #expect(try readProfile(path: folder("a.amprofile")).text == profile.text)
    #expect(try folder.names == ["a.amprofile"])
  }

  @Test("a file that is no profile is refused in one sentence, with the line")
  func refused() throws {
    let folder = try TemporaryFolder()
    func sentence(_ name: String) -> String {
      do {
        _ = try readProfile(path: folder(name))
        return ""
      } catch { return error.description }
    }
    try Data("20 0\n30 loud\n".utf8).write(to: URL(fileURLWithPath: folder("bad.txt")))
    #expect(
      sentence("bad.txt")
        == "“\(folder("bad.txt"))” is no profile: it is not a row of numbers in line 2.")
    try Data(repeating: 35, count: (1 << 20) + 1).write(to: URL(fileURLWithPath: folder("long")))
    #expect(sentence("long").hasSuffix("it is longer than 1 MiB."))
    try Data().write(to: URL(fileURLWithPath: folder("empty")))
    #expect(sentence("empty").hasSuffix("there are fewer than 2 rows."))
    #expect(sentence("none") == "There is no profile “\(folder("none"))”.")
    #expect(sentence(".").hasSuffix("is a folder, not a profile."))
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    #expect(sentence("pipe").hasSuffix("is not a regular file."))
  }

  @Test("the library is where its variable says, else among the user's data")
  func folder() throws {
    func folder(_ environment: [String: String]) throws -> String {
      try ProfileLibrary(environment: environment).folder
    }
    #expect(
      try folder(["AURALMIND_PROFILES": "mine", "XDG_DATA_HOME": "/x", "HOME": "/h"]) == "mine")
    #expect(try folder(["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/auralmind/profiles")
    let home = "/h/.local/share/auralmind/profiles"
    #expect(try folder(["HOME": "/h"]) == home)
    #expect(try folder(["AURALMIND_PROFILES": "", "XDG_DATA_HOME": "x", "HOME": "/h"]) == home)
    #expect(throws: ProfileFileError.noHome) { try folder([:]) }
  }

  @Test("lists the slots that have a file, those that are broken with their reason")
  func entries() throws {
    let folder = try TemporaryFolder()
    let library = try ProfileLibrary(environment: ["AURALMIND_PROFILES": folder("a/b")])
    #expect(library.entries().isEmpty)
    try library.makeFolder()
    #expect(library.path(slot: 3) == folder("a/b/03.amprofile"))
    for slot in [3, 16] {
      try writeProfile(
        flatProfile(name: "S\(slot)"), to: Destination(path: library.path(slot: slot), inputs: []))
    }
    try Data("20 0".utf8).write(to: URL(fileURLWithPath: library.path(slot: 7)))
    try Data("20 0".utf8).write(to: URL(fileURLWithPath: folder("a/b/17.amprofile")))
    let entries = library.entries()
    #expect(entries.map(\.slot) == [3, 7, 16])
    #expect(try entries[2].content.get().name == Array("S16".utf8))
    #expect(abs(try #require(entries[0].date).timeIntervalSinceNow) < 60)
    let fault = ProfileFault(line: 1, kind: .tooFewRows)
    #expect(throws: ProfileFileError.faulty(path: entries[1].path, fault: fault)) {
      try entries[1].content.get()
    }
    #expect(try library.profile(slot: 3).name == Array("S3".utf8))
    #expect(throws: ProfileFileError.emptySlot(slot: 1, folder: library.folder)) {
      try library.profile(slot: 1)
    }
  }
}
