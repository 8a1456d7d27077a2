extension Contender {
  /// Everything that can be asked for by name.
  static var all: [Contender] {
    [.neutral, .limiterSection, .whole] + peers
      + Stage.all.flatMap { [$0.alone, $0.foundation, $0.leftOut] }
  }

  /// The one of that name.
  static func named(_ key: String?) throws(BenchFault) -> Contender {
    guard let key, let contender = all.first(where: { $0.key == key }) else {
      throw .unknownSubject(key ?? "")
    }
    return contender
  }
}
