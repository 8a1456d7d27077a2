import AuralMind
import CLV2
import Foundation
import Support

/// One instance of the shipped plugin, driven through its C functions as a host does.
///
/// Control ports are connected to `values`; nothing else is unless a test does it.
final class Plugin {
  /// What a host offers at instantiation.
  enum Features {
    /// No list at all.
    case none
    /// A list that begins with its end.
    case empty
    /// A feature without a URI, one without data, one unknown, then `urid:map`.
    case oddMap
    /// `urid:map`.
    case map
    /// `urid:map` without data.
    case mapWithoutData
  }

  let descriptor: UnsafePointer<LV2_Descriptor>
  let handle: LV2_Handle
  /// One value per control port, where the plugin reads and writes it.
  let values: UnsafeMutablePointer<Float>

  /// The descriptor function of the shipped binary.
  static func descriptor(_ index: UInt32 = 0) throws -> UnsafePointer<LV2_Descriptor>? {
    guard let library = dlopen(try ShippedBundle.binary().path, RTLD_NOW | RTLD_LOCAL),
      let symbol = dlsym(library, "lv2_descriptor")
    else { throw ShippedBundle.Missing(description: String(cString: dlerror())) }
    typealias Function = @convention(c) (UInt32) -> UnsafePointer<LV2_Descriptor>?
    return unsafeBitCast(symbol, to: Function.self)(index)
  }

  /// Instantiates the plugin; nil where it refuses.
  init?(rate: Double = 48_000, features: Features = .map, connected: Bool = true) throws {
    guard let descriptor = try Self.descriptor(),
      let handle = Self.instantiate(descriptor, rate, features)
    else { return nil }
    self.descriptor = descriptor
    self.handle = handle
    values = .allocate(capacity: Control.allCases.count)
    for control in Control.allCases { values[Int(control.rawValue)] = control.range.initial }
    if connected { connectControls() }
  }

  deinit {
    descriptor.pointee.cleanup(handle)
    values.deallocate()
  }

  private static func instantiate(
    _ descriptor: UnsafePointer<LV2_Descriptor>, _ rate: Double, _ features: Features
  ) -> LV2_Handle? {
    var map = LV2_URID_Map(handle: nil, map: URIDs.map)
    return withUnsafeMutablePointer(to: &map) { map in
      "http://lv2plug.in/ns/ext/urid#map".withCString { mapURI in
        "urn:unknown".withCString { unknownURI in
          var usable = LV2_Feature(URI: mapURI, data: map)
          var useless = LV2_Feature(URI: mapURI, data: nil)
          var unknown = LV2_Feature(URI: unknownURI, data: nil)
          var nameless = LV2_Feature(URI: nil, data: map)
          return withUnsafePointer(to: &usable) { usable in
            withUnsafePointer(to: &useless) { useless in
              withUnsafePointer(to: &unknown) { unknown in
                withUnsafePointer(to: &nameless) { nameless in
                  let list: [UnsafePointer<LV2_Feature>?]
                  switch features {
                  case .none: return descriptor.pointee.instantiate(descriptor, rate, "/", nil)
                  case .empty: list = [nil]
                  case .oddMap: list = [nameless, unknown, usable, useless, nil]
                  case .map: list = [usable, nil]
                  case .mapWithoutData: list = [useless, nil]
                  }
                  return descriptor.pointee.instantiate(descriptor, rate, "/", list)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Connects one port.
  func connect(_ control: Control, to location: UnsafeMutableRawPointer?) {
    descriptor.pointee.connect_port(handle, control.rawValue, location)
  }

  /// Connects every control port to `values`.
  func connectControls() {
    for control in Control.allCases where control.kind == .input || control.kind == .output {
      connect(control, to: values + Int(control.rawValue))
    }
  }

  /// The value of a control port.
  subscript(control: Control) -> Float {
    get { values[Int(control.rawValue)] }
    set { values[Int(control.rawValue)] = newValue }
  }

  func activate() { descriptor.pointee.activate(handle) }
  func deactivate() { descriptor.pointee.deactivate(handle) }
  func run(_ frames: Int) { descriptor.pointee.run(handle, UInt32(frames)) }
}
