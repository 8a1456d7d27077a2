import AuralMind

/// Why a profile is not used.
enum LoadFault: Error {
  /// Its file could not be read.
  case file(ProfileFile.Fault)
  /// What it holds is no profile.
  case content(ProfileFault)

  /// The end of a sentence that begins with the path.
  var reason: [UInt8] {
    var reason: [UInt8] = []
    switch self {
    case .file(let fault): append(fault.reason, to: &reason)
    case .content(let fault):
      append("is no profile: ", to: &reason)
      if fault.line > 0 {
        append("line ", to: &reason)
        append(fault.line, to: &reason)
        append(": ", to: &reason)
      }
      append(fault.words, to: &reason)
    }
    return reason
  }
}
