import AuralMind
import AuralMindTurtle
import Foundation
import Support
import Testing

/// What was learned travels through lilv, by the way every host that is built on it takes.
@Suite struct SavedPreset {
  /// A bundle of one preset with `learned` as state.
  private func write(_ learned: [UInt8], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let uri = "urn:auralmind-test:learned"
    let manifest = """
      @prefix lv2: <http://lv2plug.in/ns/lv2core#> .
      @prefix pset: <http://lv2plug.in/ns/ext/presets#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <\(uri)> a pset:Preset ; lv2:appliesTo <\(Turtle.pluginURI)> ;
        rdfs:label "Learned" ; rdfs:seeAlso <preset.ttl> .
      """
    let text = Turtle.preset(
      uri: uri, label: "Learned", comment: "A state.",
      values: [(.governor, Float(GovernorMode.learn.rawValue))])
    let state = """

      @prefix state: <http://lv2plug.in/ns/ext/state#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      <\(uri)> state:state [
        <urn:auralmind:mastering#learned>
          "\(Data(learned).base64EncodedString())"^^xsd:base64Binary ] .
      """
    try Data(manifest.utf8).write(to: folder.appending(path: "manifest.ttl"))
    try Data((text + state).utf8).write(to: folder.appending(path: "preset.ttl"))
  }

  @Test func `a host that restores it begins at the gain that was learned`() throws {
    let plugin = try #require(try Plugin.experienced(seconds: 20))
    let learned = try #require(plugin.save().session.learned)
    let input = Stereo.noise(48_000, amplitude: 0.1)
    let restored = try #require(try Plugin())
    restored.restore(Session(learned: learned))
    restored.activate()
    let expected = restored.process(input)
    try ShippedBundle.withSearchPath { path in
      try write(learned.bytes, to: path.appending(path: "learned.lv2"))
      let source = path.appending(path: "in.wav")
      let output = path.appending(path: "out.wav")
      var sound = FloatWAV(rate: 48_000, noise: 0)
      sound.samples = zip(input.left, input.right).flatMap { [$0, $1] }
      try sound.write(to: source)
      let file = try Command(
        "lv2file",
        [
          "-i", source.path, "-o", output.path, "-P", "Learned", "--ignore-clipping",
          Turtle.pluginURI,
        ], environment: ["LV2_PATH": "\(path.path):/usr/lib/lv2"])
      #expect(file.status == 0, "\(file.log)")
      let hosted = try FloatWAV(contentsOf: output).samples.map(\.bitPattern)
      let isSame =
        hosted == zip(expected.left, expected.right).flatMap { [$0.bitPattern, $1.bitPattern] }
      #expect(isSame)
    }
  }
}
