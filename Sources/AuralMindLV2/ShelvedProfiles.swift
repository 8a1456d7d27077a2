/// The profiles of an instance, as the bytes of their files.
struct ShelvedProfiles {
  /// The path of the reference in use; empty where there is none or nobody knows it.
  var path: [UInt8] = []
  /// The reference in use; empty where there is none.
  var reference: [UInt8] = []
  /// The slots by number, of which 0 is none; empty where a slot holds nothing that can be read.
  var slots = [[UInt8]](repeating: [], count: ProfileLibrary.slotCount + 1)
  /// The last request that was answered.
  var servedVersion: UInt32 = 0
  /// The last request that counts no more, for a session was restored after it.
  var outdatedVersion: UInt32 = 0
}
