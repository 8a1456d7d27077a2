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
  static let nominalBlockLength = ext + "buf-size#nominalBlockLength"
  static let sequenceSize = ext + "buf-size#sequenceSize"
  static let log = ext + "log#log"
  static let minimumSize = ext + "resize-port#minimumSize"
  static let options = ext + "options#options"
  static let sampleRate = ext + "parameters#sampleRate"
  static let map = ext + "urid#map"
  static let unmap = ext + "urid#unmap"
  static let schedule = ext + "worker#schedule"
  static let worker = ext + "worker#interface"
}
