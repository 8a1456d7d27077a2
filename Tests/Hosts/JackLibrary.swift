import Foundation
import Support

/// What is used of JACK's library, found when a test asks for it: nothing else needs it installed.
struct JackLibrary {
  /// A client of the server.
  typealias Client = OpaquePointer
  /// One port of a client.
  typealias Port = OpaquePointer
  /// What the server calls for every period.
  typealias Process = @convention(c) (UInt32, UnsafeMutableRawPointer?) -> Int32

  /// Opens a client on the server of that name.
  let open:
    @convention(c) (
      UnsafePointer<CChar>, UInt32, UnsafeMutablePointer<UInt32>, UnsafePointer<CChar>
    ) -> Client?
  /// Closes a client.
  let close: @convention(c) (Client) -> Int32
  /// Adds a port: name, type, flags and a size that audio does not need.
  let register:
    @convention(c) (Client, UnsafePointer<CChar>, UnsafePointer<CChar>, UInt, UInt) -> Port?
  /// Sets what is called for every period.
  let setProcess: @convention(c) (Client, Process, UnsafeMutableRawPointer?) -> Int32
  /// Sets what is called when freewheeling begins, with 1, and ends.
  let setFreewheelCallback:
    @convention(c) (
      Client, @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void, UnsafeMutableRawPointer?
    ) -> Int32
  /// Lets the periods begin.
  let activate: @convention(c) (Client) -> Int32
  /// Connects two ports by name.
  let connect: @convention(c) (Client, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  /// The samples of a port in this period.
  let buffer: @convention(c) (Port, UInt32) -> UnsafeMutableRawPointer?
  /// Whether periods follow each other as fast as every client has done its work.
  let setFreewheel: @convention(c) (Client, Int32) -> Int32

  /// The type of audio ports.
  static let audio = "32 bit float mono audio"
  /// Flags of ports.
  static let isInput: UInt = 1
  static let isOutput: UInt = 2
  /// Options of `open`: to start no server, and to name one.
  static let noStartServer: UInt32 = 1
  static let serverName: UInt32 = 4

  /// Loads the library; throws a sentence where it is not installed.
  init() throws {
    guard let library = dlopen("libjack.so.0", RTLD_NOW | RTLD_GLOBAL) else {
      throw ShippedBundle.Missing(description: "JACK's library: \(String(cString: dlerror()))")
    }
    func function<F>(_ name: String) throws -> F {
      guard let symbol = dlsym(library, name) else {
        throw ShippedBundle.Missing(description: "JACK's library has no \(name)")
      }
      return unsafeBitCast(symbol, to: F.self)
    }
    open = try function("jack_client_open")
    close = try function("jack_client_close")
    register = try function("jack_port_register")
    setProcess = try function("jack_set_process_callback")
    setFreewheelCallback = try function("jack_set_freewheel_callback")
    activate = try function("jack_activate")
    connect = try function("jack_connect")
    buffer = try function("jack_port_get_buffer")
    setFreewheel = try function("jack_set_freewheel")
  }
}
