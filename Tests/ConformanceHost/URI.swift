/// The names that hosts and plugins use among themselves; Swift does not see LV2's own, which are macros of
/// two texts.
enum URI {
  private static let ext = "http://lv2plug.in/ns/ext/"
  static let chunk = ext + "atom#Chunk"
  static let float = ext + "atom#Float"
  static let int = ext + "atom#Int"
  static let sequence = ext + "atom#Sequence"
  static let boundedBlockLength = ext + "buf-size#boundedBlockLength"
  static let maxBlockLength = ext + "buf-size#maxBlockLength"
  static let minBlockLength = ext + "buf-size#minBlockLength"
  static let sequenceSize = ext + "buf-size#sequenceSize"
  static let options = ext + "options#options"
  static let sampleRate = ext + "parameters#sampleRate"
  static let preset = ext + "presets#Preset"
  static let state = ext + "state#interface"
  static let threadSafeRestore = ext + "state#threadSafeRestore"
  static let map = ext + "urid#map"
  static let unmap = ext + "urid#unmap"
  static let schedule = ext + "worker#schedule"
  static let worker = ext + "worker#interface"
  static let label = "http://www.w3.org/2000/01/rdf-schema#label"
}
