/// The names this plugin is known by and the names it knows.
enum URI {
  /// The plugin.
  static let plugin: StaticString = "urn:auralmind:mastering"
  /// State property: what the governor has learned.
  static let learned: StaticString = "urn:auralmind:mastering#learned"
  /// Patch property: the gain the governor has arrived at, in dB.
  static let learnedGain: StaticString = "urn:auralmind:mastering#learnedGain"

  /// State property: what has been learned of the mix's spectrum.
  static let learnedSpectrum: StaticString = "urn:auralmind:mastering#learnedSpectrum"
  /// Patch and state property: the path of the reference profile.
  static let referenceProfile: StaticString = "urn:auralmind:mastering#referenceProfile"
  /// State property: what is in the reference profile.
  static let referenceContent: StaticString = "urn:auralmind:mastering#referenceContent"
  /// State property: what is in the slot that is the reference.
  static let referenceSlot: StaticString = "urn:auralmind:mastering#referenceSlot"
  /// State property: what is in the slot that is the source.
  static let sourceSlot: StaticString = "urn:auralmind:mastering#sourceSlot"

  /// Feature: URIs become numbers.
  static let uridMap: StaticString = "http://lv2plug.in/ns/ext/urid#map"
  /// Feature: work off the audio thread.
  static let workerSchedule: StaticString = "http://lv2plug.in/ns/ext/worker#schedule"
  /// Extension: that work.
  static let workerInterface: StaticString = "http://lv2plug.in/ns/ext/worker#interface"
  /// Feature: lines for whoever looks after the host.
  static let log: StaticString = "http://lv2plug.in/ns/ext/log#log"
  /// Kind of line: something to know.
  static let logWarning: StaticString = "http://lv2plug.in/ns/ext/log#Warning"
  /// Kind of line: an error.
  static let logError: StaticString = "http://lv2plug.in/ns/ext/log#Error"
  /// Feature: what the host tells of itself.
  static let options: StaticString = "http://lv2plug.in/ns/ext/options#options"
  /// Option: the sample rate, in Hz.
  static let sampleRate: StaticString = "http://lv2plug.in/ns/ext/parameters#sampleRate"
  /// Feature of a session: paths for another machine.
  static let mapPath: StaticString = "http://lv2plug.in/ns/ext/state#mapPath"
  /// Feature of a session: frees those paths.
  static let freePath: StaticString = "http://lv2plug.in/ns/ext/state#freePath"
  /// Extension: saved sessions.
  static let stateInterface: StaticString = "http://lv2plug.in/ns/ext/state#interface"

  /// Atom type: properties and values, as older hosts name it.
  static let atomBlank: StaticString = "http://lv2plug.in/ns/ext/atom#Blank"
  /// Atom type: bytes.
  static let atomChunk: StaticString = "http://lv2plug.in/ns/ext/atom#Chunk"
  /// Atom type: 64-bit floating point.
  static let atomDouble: StaticString = "http://lv2plug.in/ns/ext/atom#Double"
  /// Atom type: 32-bit floating point.
  static let atomFloat: StaticString = "http://lv2plug.in/ns/ext/atom#Float"
  /// Atom type: 64-bit integer.
  static let atomLong: StaticString = "http://lv2plug.in/ns/ext/atom#Long"
  /// Atom type: properties and values.
  static let atomObject: StaticString = "http://lv2plug.in/ns/ext/atom#Object"
  /// Atom type: the path of a file.
  static let atomPath: StaticString = "http://lv2plug.in/ns/ext/atom#Path"
  /// Atom type: text.
  static let atomString: StaticString = "http://lv2plug.in/ns/ext/atom#String"
  /// Atom type: events in time.
  static let atomSequence: StaticString = "http://lv2plug.in/ns/ext/atom#Sequence"
  /// Atom type: a mapped URI.
  static let atomURID: StaticString = "http://lv2plug.in/ns/ext/atom#URID"

  /// The description that a message carries.
  static let patchBody: StaticString = "http://lv2plug.in/ns/ext/patch#body"
  /// Message: asks for a property.
  static let patchGet: StaticString = "http://lv2plug.in/ns/ext/patch#Get"
  /// Message: tells everything there is to tell of a thing.
  static let patchPut: StaticString = "http://lv2plug.in/ns/ext/patch#Put"
  /// Message: tells a property.
  static let patchSet: StaticString = "http://lv2plug.in/ns/ext/patch#Set"
  /// The property a message is about.
  static let patchProperty: StaticString = "http://lv2plug.in/ns/ext/patch#property"
  /// The thing a message is about.
  static let patchSubject: StaticString = "http://lv2plug.in/ns/ext/patch#subject"
  /// The value a message carries.
  static let patchValue: StaticString = "http://lv2plug.in/ns/ext/patch#value"

  /// Object: where the host's transport is.
  static let timePosition: StaticString = "http://lv2plug.in/ns/ext/time#Position"
  /// Its frame on the host's time line.
  static let timeFrame: StaticString = "http://lv2plug.in/ns/ext/time#frame"
  /// How fast the time line goes on.
  static let timeSpeed: StaticString = "http://lv2plug.in/ns/ext/time#speed"
}
