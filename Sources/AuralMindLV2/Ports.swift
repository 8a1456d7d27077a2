import AuralMind
import CLV2

/// Where the host has put each port; nil where it has connected none.
///
/// Any connection may change or go between two runs, also while the plugin is active.
@safe
struct Ports: ~Copyable {
  private let table: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let count: UInt32
  /// The indices of input controls, and of output controls; what else lies between is told by its kind.
  private let inputs = indices(of: .input)
  private let outputs = indices(of: .output)
  /// The bits of each input control as they were last read.
  private let seen: UnsafeMutablePointer<UInt32>

  /// A number that is none, and is taken like any other of them.
  private static let unseen: UInt32 = 0xffff_ffff

  /// Creates a table with nothing connected.
  init() {
    let ports = Control.allCases.count
    count = UInt32(ports)
    unsafe table = .allocate(capacity: ports)
    unsafe table.initialize(repeating: nil, count: ports)
    unsafe seen = .allocate(capacity: ports)
    unsafe seen.initialize(repeating: Self.unseen, count: ports)
  }

  deinit {
    unsafe table.deallocate()
    unsafe seen.deallocate()
  }

  /// Connects the port of that index; nil disconnects it, an unknown index changes nothing.
  @_noLocks
  func connect(_ index: UInt32, to location: UnsafeMutableRawPointer?) {
    guard index < count else { return }
    unsafe table[Int(index)] = unsafe location
  }

  /// The host's memory of a port.
  @_noLocks
  func location(_ control: Control) -> UnsafeMutableRawPointer? {
    unsafe table[Int(control.rawValue)]
  }

  /// The host's buffer of an audio port.
  @_noLocks
  func audio(_ control: Control) -> UnsafeMutablePointer<Float>? {
    unsafe location(control)?.assumingMemoryBound(to: Float.self)
  }

  /// The host's buffer of an event port.
  @_noLocks
  func events(_ control: Control) -> UnsafeMutablePointer<LV2_Atom_Sequence>? {
    unsafe location(control)?.assumingMemoryBound(to: LV2_Atom_Sequence.self)
  }

  /// Reads every connected input control into `settings`, which nobody else changes: what stands where it
  /// stood at the last look is not looked at again.
  @_noLocks
  func read(into settings: inout Settings) {
    for index in inputs {
      guard let location = unsafe table[Int(index)] else { continue }
      let value = unsafe location.assumingMemoryBound(to: Float.self).pointee
      guard unsafe value.bitPattern != seen[Int(index)] else { continue }
      guard let control = Control(rawValue: index), case .input = control.kind else { continue }
      unsafe seen[Int(index)] = value.bitPattern
      settings[control] = value
    }
  }

  /// Writes every connected output control.
  @_noLocks
  func write(_ meters: Meters, latencyFrames: Int) {
    for index in outputs {
      guard let control = Control(rawValue: index), case .output = control.kind,
        let value = unsafe audio(control)
      else { continue }
      unsafe value.pointee = control == .latency ? Float(latencyFrames) : meters[control]
    }
  }

  /// From the first port of a kind to the last.
  private static func indices(of kind: Control.Kind) -> Range<UInt32> {
    var first: UInt32?
    var end: UInt32 = 0
    for control in Control.allCases where control.kind == kind {
      first = first ?? control.rawValue
      end = control.rawValue + 1
    }
    return (first ?? end)..<end
  }
}
