import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// What a session keeps travels through lilv, by the way every host that is built on it takes.
@Suite struct SavedPreset {
  /// A property as Turtle.
  private func base64(_ bytes: some Sequence<UInt8>) -> String {
    "\"\(Data(bytes).base64EncodedString())\"^^xsd:base64Binary"
  }

  /// Writes a bundle of one preset with that state, as properties and values in Turtle.
  private func write(_ state: [(name: String, value: String)], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let uri = "urn:auralmind-test:saved"
    let manifest = """
      @prefix lv2: <http://lv2plug.in/ns/lv2core#> .
      @prefix pset: <http://lv2plug.in/ns/ext/presets#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <\(uri)> a pset:Preset ; lv2:appliesTo <\(Turtle.pluginURI)> ;
        rdfs:label "Saved" ; rdfs:seeAlso <preset.ttl> .
      """
    let text = Turtle.preset(
      uri: uri, label: "Saved", comment: "A state.",
      values: [(.governor, Float(GovernorMode.learn.rawValue)), (.match, 100)])
    let properties = state.map { "<urn:auralmind:mastering#\($0.name)> \($0.value)" }
    let turtle = """

      @prefix state: <http://lv2plug.in/ns/ext/state#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      <\(uri)> state:state [ \(properties.joined(separator: " ; ")) ] .
      """
    try Data(manifest.utf8).write(to: folder.appending(path: "manifest.ttl"))
    try Data((text + turtle).utf8).write(to: folder.appending(path: "preset.ttl"))
    try TestLibrary.curve(tilt: 5).write(to: folder.appending(path: "curve.amprofile"))
  }

  /// What lv2file makes of `input` with a preset of that state.
  private func host(
    _ input: Stereo, _ state: [(name: String, value: String)]
  ) throws -> [UInt32] {
    try ShippedBundle.withSearchPath { path in
      try write(state, to: path.appending(path: "saved.lv2"))
      let source = path.appending(path: "in.wav")
      let output = path.appending(path: "out.wav")
      var sound = FloatWAV(rate: 48_000, noise: 0)
      sound.samples = zip(input.left, input.right).flatMap { [$0, $1] }
      try sound.write(to: source)
      let file = try Command(
        "lv2file",
        [
          "-i", source.path, "-o", output.path, "-P", "Saved", "--ignore-clipping",
          Turtle.pluginURI,
        ], environment: ["LV2_PATH": "\(path.path):/usr/lib/lv2"])
      #expect(file.status == 0, "\(file.log)")
      return try FloatWAV(contentsOf: output).samples.map(\.bitPattern)
    }
  }

  /// What a plugin makes of `input` that was given that session.
  private func restored(_ input: Stereo, _ session: Session) throws -> [UInt32] {
    let plugin = try #require(try Plugin())
    plugin[.match] = 100
    plugin.restore(session)
    plugin.activate()
    let output = plugin.process(input)
    return zip(output.left, output.right).flatMap { [$0.bitPattern, $1.bitPattern] }
  }

  @Test func `a host that restores it begins at the gain that was learned`() throws {
    let plugin = try #require(try Plugin.experienced(seconds: 20))
    let learned = try #require(plugin.save().session.learned)
    let input = Stereo.noise(48_000, amplitude: 0.1)
    let hosted = try host(input, [("learned", base64(learned.bytes))])
    let isSame = try hosted == restored(input, Session(learned: learned))
    #expect(isSame)
  }

  @Test(arguments: [
    ["referenceContent"], ["referenceProfile"], ["referenceProfile", "referenceContent"],
  ])
  func `a reference in it is heard, kept as path, as content or as both`(names: [String]) throws {
    let curve = TestLibrary.curve(tilt: 5)
    let values = [
      "referenceContent": base64(curve), "referenceProfile": "<curve.amprofile>",
    ]
    let input = Stereo.noise(96_000, amplitude: 0.1)
    let hosted = try host(input, names.map { ($0, values[$0] ?? "") })
    let session = Session()
    session["referenceContent"] = .init(bytes: Array(curve), type: URIDs.atom("Chunk"), flags: 0)
    let isSame = try hosted == restored(input, session)
    #expect(isSame)
  }
}
