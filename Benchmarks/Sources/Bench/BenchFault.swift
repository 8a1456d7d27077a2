/// Why nothing can be measured.
enum BenchFault: Error, CustomStringConvertible {
  case noWorld
  case noBundle(String)
  case otherBundle(String)
  case notInstalled(String)
  case notStereo
  case refused(Double)
  case noPort(String)
  case unknownSubject(String)
  case badArgument(String)
  case noFile(String)
  case failed(String, String)

  var description: String {
    switch self {
    case .noWorld: "lilv cannot be had."
    case .noBundle(let path): "There is no bundle \(path): `make bundle` builds it."
    case .otherBundle(let path): "LV2_PATH holds a newer AuralMind, in \(path)."
    case .notInstalled(let package): "not installed (\(package))"
    case .notStereo: "it is not stereo"
    case .refused(let rate): "it refuses to be instantiated at \(Int(rate)) Hz"
    case .noPort(let symbol): "it has no port \(symbol)"
    case .unknownSubject(let name): "Nothing that is measured has the name \(name)."
    case .badArgument(let text): "\(text)\n\(Options.usage)"
    case .noFile(let path): "\(path) cannot be written."
    case .failed(let command, let errors): "\(command) failed:\n\(errors)"
    }
  }
}
