extension Companion {
  /// The files they work on.
  struct Files {
    let mix: String
    let reference: String
    /// Where results go.
    let folder: String
  }

  /// Ours and those of others, in the order of the table.
  static func all(_ options: Options, _ files: Files) -> [Companion] {
    let tool = options.tool
    func master(_ name: String, _ more: String...) -> Companion {
      let order = [
        "master", files.mix, "-o", "\(files.folder)/ours.wav", "--reference", files.reference,
        "--bits", "24",
      ]
      return Companion(name: name, steps: [Step(tool, order + more)])
    }
    let plain = master("auralmind master")
    let reported = master("auralmind master --report", "--report", "\(files.folder)/ours.html")
    let capture = Companion(
      name: "auralmind capture",
      steps: [
        Step(
          tool, ["capture", files.reference, "-o", "\(files.folder)/reference.amprofile"])
      ])
    let measure = Companion(
      name: "auralmind measure", steps: [Step(tool, ["measure", files.mix])])
    let matchering = Companion(
      name: "matchering",
      steps: [
        Step(
          options.python,
          ["-c", matcheringScript, files.mix, files.reference, "\(files.folder)/theirs.wav"])
      ], ours: plain.name)
    let meter = Companion(
      name: "ffmpeg ebur128=peak=true",
      steps: [Step("ffmpeg", filter("ebur128=peak=true", files.mix, ["-f", "null", "-"]))],
      ours: measure.name)
    return [
      plain, reported, matchering, loudnorm(files, ours: plain.name), capture, measure, meter,
    ]
  }

  private static let matcheringScript = """
    import sys
    import matchering
    matchering.process(
        target=sys.argv[1], reference=sys.argv[2], results=[matchering.pcm24(sys.argv[3])])
    """

  private static func filter(_ graph: String, _ input: String, _ output: [String]) -> [String] {
    ["-nostdin", "-hide_banner", "-y", "-i", input, "-af", graph] + output
  }

  /// Ffmpeg's loudness normaliser as its manual has it: a pass that measures, and one that is told so.
  private static func loudnorm(_ files: Files, ours: String) -> Companion {
    let goal = "loudnorm=I=-14:TP=-1:LRA=11"
    return Companion(
      name: "ffmpeg loudnorm, two passes",
      steps: [
        Step("ffmpeg", filter("\(goal):print_format=json", files.mix, ["-f", "null", "-"])),
        Step(
          "ffmpeg",
          following: { errors throws(BenchFault) in
            let measured = try LoudnormFigures(printed: errors)
            return filter(
              "\(goal):linear=true:\(measured.options)", files.mix,
              ["-ar", "48000", "-c:a", "pcm_s24le", "\(files.folder)/loudnorm.wav"])
          }),
      ], ours: ours)
  }
}
