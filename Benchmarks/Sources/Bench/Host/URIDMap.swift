import CLilv
import Foundation
import Synchronization

/// Numbers for URIs, the same for all instances: a plugin may ask on any thread of its own.
final class URIDMap: Sendable {
  private struct Table: @unchecked Sendable {
    var numbers: [String: UInt32] = [:]
    var texts: [UInt32: UnsafeMutablePointer<CChar>] = [:]
  }

  private let table = Mutex(Table())

  /// The map of this program.
  static let shared = URIDMap()

  /// The number of a URI.
  func number(of uri: String) -> UInt32 {
    table.withLock { table in
      if let number = table.numbers[uri] { return number }
      let number = UInt32(table.numbers.count + 1)
      table.numbers[uri] = number
      table.texts[number] = strdup(uri)
      return number
    }
  }

  /// The URI of a number; it stays where it is.
  func text(of number: UInt32) -> UnsafePointer<CChar>? {
    table.withLock { UnsafePointer($0.texts[number]) }
  }

  /// As a host passes it.
  var map: LV2_URID_Map {
    LV2_URID_Map(handle: Unmanaged.passUnretained(self).toOpaque()) { handle, uri in
      guard let handle, let uri else { return 0 }
      return Unmanaged<URIDMap>.fromOpaque(handle).takeUnretainedValue()
        .number(of: String(cString: uri))
    }
  }

  /// As a host passes it.
  var unmap: LV2_URID_Unmap {
    LV2_URID_Unmap(handle: Unmanaged.passUnretained(self).toOpaque()) { handle, number in
      handle.flatMap {
        Unmanaged<URIDMap>.fromOpaque($0).takeUnretainedValue().text(of: number)
      }
    }
  }
}
