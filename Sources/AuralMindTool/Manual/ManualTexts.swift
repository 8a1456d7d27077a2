import AuralMindOffline

/// What the manual says that no parser knows.
enum ManualTexts {
  private static let library = ProfileLibrary.subfolder

  /// The variables of the environment that are heeded.
  static let environment: [(name: String, words: String)] = [
    (ProfileLibrary.folderVariable, "The folder of the library of profiles."),
    (
      ProfileLibrary.dataVariable,
      """
      The folder of the user's data: without \(ProfileLibrary.folderVariable) the library is \
      \(library) in it.
      """
    ),
    ("HOME", "Where the folder of the user's data is sought in \(ProfileLibrary.defaultData)."),
    ("PATH", "Where programs are sought that do part of the work, such as ffmpeg."),
    ("LV2_PATH", "Where hosts look for the plugin and its presets; ~/.lv2 is in it unless set."),
  ]

  /// The files that are read or written without being named.
  static let files: [(path: String, words: String)] = [
    (
      "~/\(ProfileLibrary.defaultData)/\(library)/01.amprofile",
      "The profile in slot 1 of the library, and so on to \(ProfileLibrary.slots.upperBound)."
    ),
    ("~/.lv2/auralmind.lv2", "The plugin, where make install puts it."),
    (
      GoldenFile.defaultPath,
      "The golden figures of the sound, in the sources of the project; see auralmind regress."
    ),
  ]

  /// What people do, and how.
  static let examples: [(words: String, commands: [String])] = [
    ("Master a mix at its preset's loudness:", ["auralmind master mix.wav"]),
    (
      "For a streaming service, as FLAC:",
      ["auralmind master mix.flac -o out.flac --delivery streaming"]
    ),
    (
      "Towards the sound of three records:",
      [
        "auralmind capture first.wav second.wav third.wav --slot 3",
        "auralmind master mix.wav -o master.wav --reference slot:3 --match 100",
      ]
    ),
    (
      "See whether its peaks survive a codec:",
      ["auralmind codec-check master.wav --codec aac --codec opus"]
    ),
  ]
}
