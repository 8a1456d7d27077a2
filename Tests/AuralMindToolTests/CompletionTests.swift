import FileSupport
import Foundation
import Testing

@Suite struct CompletionTests {
  private func script(_ shell: String, in folder: TemporaryFolder) throws -> String {
    let result = try Tool.run("completions", shell)
    try #require(result.status == 0, "\(result.error)")
    try Data(result.output.utf8).write(to: URL(fileURLWithPath: folder(shell)))
    return result.output
  }

  @Test(
    "every shell takes its completions, which know every command",
    arguments: ["bash", "zsh", "fish"])
  func syntax(shell: String) throws {
    let folder = try TemporaryFolder()
    let text = try script(shell, in: folder)
    let checked = try Tool.shell("\(shell) -n '\(folder(shell))'")
    #expect(checked.status == 0, "\(checked.error)")
    for word in ["codec-check", "regress", "master", "hi-fi-streaming", "delivery=apple-music"] {
      #expect(text.contains(word))
    }
    #expect(!text.contains("manual"))
  }

  @Test(
    "bash completes presets, controls and files",
    arguments: [
      ("master --preset tr", "transparent"), ("mas", "master"),
      ("master --set listen=d", "listen=delta"), ("measure so", "song.wav"),
      ("codec-check --codec o", "opus"), ("capture x.wav -o so", "song.amprofile"),
    ])
  func bash(typed: String, completed: String) throws {
    let folder = try TemporaryFolder()
    _ = try script("bash", in: folder)
    for name in ["song.wav", "song.amprofile"] {
      try Data().write(to: URL(fileURLWithPath: folder(name)))
    }
    let result = try Tool.shell(
      """
      cd '\(folder.path)' && source ./bash && COMP_LINE='auralmind \(typed)' && \
      COMP_WORDS=($COMP_LINE) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && \
      COMP_POINT=${#COMP_LINE} && \
      _auralmind auralmind "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" && \
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(result.output.split(separator: "\n").map(String.init).contains(completed), "\(result)")
  }

  @Test("another shell is wrong usage")
  func unknown() throws {
    #expect(try Tool.run("completions", "csh").status == 64)
  }
}
