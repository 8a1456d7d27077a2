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
    /// All that a host knows of, promises to itself among it, and one of them twice.
    case many
  }

  let descriptor: UnsafePointer<LV2_Descriptor>
  let handle: LV2_Handle
  /// One value per control port, where the plugin reads and writes it.
  let values: UnsafeMutablePointer<Float>
  /// The host's worker, where it has one.
  let worker: Worker?
  private let log: Log?
  private let offer = Offer()

  /// The descriptor function of the shipped binary.
  static func descriptor(_ index: UInt32 = 0) throws -> UnsafePointer<LV2_Descriptor>? {
    guard let library = dlopen(try ShippedBundle.binary().path, RTLD_NOW | RTLD_LOCAL),
      let symbol = dlsym(library, "lv2_descriptor")
    else { throw ShippedBundle.Missing(description: String(cString: dlerror())) }
    typealias Function = @convention(c) (UInt32) -> UnsafePointer<LV2_Descriptor>?
    return unsafeBitCast(symbol, to: Function.self)(index)
  }

  /// Instantiates the plugin; nil where it refuses.
  init?(
    rate: Double = 48_000, features: Features = .map, worker: Worker? = nil, log: Log? = nil,
    options: HostOptionList? = nil, connected: Bool = true
  ) throws {
    try TestLibrary.prepare()
    offer.add(features)
    // Debian's lv2file does this where a plugin has a worker.
    if worker == nil { offer.add(nil, nil) }
    if let worker { offer.add("http://lv2plug.in/ns/ext/worker#schedule", worker.feature) }
    if let log { offer.add("http://lv2plug.in/ns/ext/log#log", log.feature) }
    if let options { offer.add("http://lv2plug.in/ns/ext/options#options", options.list) }
    self.worker = worker
    self.log = log
    guard let descriptor = try Self.descriptor(),
      let handle = features == .none
        ? descriptor.pointee.instantiate(descriptor, rate, "/", nil)
        : offer.withList({ descriptor.pointee.instantiate(descriptor, rate, "/", $0) })
    else { return nil }
    self.descriptor = descriptor
    self.handle = handle
    values = .allocate(capacity: Control.allCases.count)
    for control in Control.allCases { values[Int(control.rawValue)] = control.range.initial }
    if connected { connectControls() }
    worker?.serve(self)
  }

  deinit {
    descriptor.pointee.cleanup(handle)
    values.deallocate()
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
