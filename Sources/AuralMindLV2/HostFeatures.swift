import CLV2
import CPOSIX

/// What a host offers to an instance; each is nil where it offers none that can be used.
///
/// Hosts have been seen to pass no list, entries without a URI and features without data.
@unsafe
struct HostFeatures {
  /// Numbers for URIs.
  private(set) var map: LV2_URID_Map?
  /// A worker off the audio thread.
  private(set) var schedule: LV2_Worker_Schedule?
  /// What the host tells of itself, up to an option without key and value.
  private(set) var options: UnsafePointer<LV2_Options_Option>?
  /// A log.
  private(set) var log: LV2_Log_Log?
  /// Paths that survive a session's journey.
  private(set) var mapPath: LV2_State_Map_Path?
  /// Frees what `mapPath` returns.
  private(set) var freePath: LV2_State_Free_Path?

  /// Looks through a list that ends with nil.
  init(_ list: UnsafePointer<UnsafePointer<LV2_Feature>?>?) {
    guard var entry = unsafe list else { return }
    while let feature = unsafe entry.pointee {
      unsafe entry += 1
      guard let data = unsafe feature.pointee.data, let uri = unsafe feature.pointee.URI else {
        continue
      }
      if unsafe spells(uri, URI.uridMap) {
        unsafe map = data.assumingMemoryBound(to: LV2_URID_Map.self).pointee
      } else if unsafe spells(uri, URI.workerSchedule) {
        unsafe schedule = data.assumingMemoryBound(to: LV2_Worker_Schedule.self).pointee
      } else if unsafe spells(uri, URI.options) {
        unsafe options = UnsafePointer(data.assumingMemoryBound(to: LV2_Options_Option.self))
      } else if unsafe spells(uri, URI.log) {
        unsafe log = data.assumingMemoryBound(to: LV2_Log_Log.self).pointee
      } else if unsafe spells(uri, URI.mapPath) {
        unsafe mapPath = data.assumingMemoryBound(to: LV2_State_Map_Path.self).pointee
      } else if unsafe spells(uri, URI.freePath) {
        unsafe freePath = data.assumingMemoryBound(to: LV2_State_Free_Path.self).pointee
      }
    }
    if unsafe map?.map == nil { unsafe map = nil }
    if unsafe schedule?.schedule_work == nil { unsafe schedule = nil }
    if unsafe log?.printf == nil { unsafe log = nil }
    if unsafe mapPath?.abstract_path == nil || mapPath?.absolute_path == nil {
      unsafe mapPath = nil
    }
  }

  /// Frees what a function of `mapPath` has returned.
  func free(path: UnsafeMutablePointer<CChar>) {
    if let freePath = unsafe freePath, let function = unsafe freePath.free_path {
      unsafe function(freePath.handle, path)
    } else {
      unsafe CPOSIX.free(path)
    }
  }
}
