/// What starting one setup in a fresh process cost.
struct Start {
  var firstSeconds = 0.0
  var furtherSeconds = 0.0
  var heapBytes = 0.0
  var binaryBytes = 0.0

  /// The figures as one line.
  var line: String { "\(firstSeconds) \(furtherSeconds) \(heapBytes) \(binaryBytes)" }

  init() {}

  /// Reads the line.
  init?(_ line: String) {
    let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 4 else { return nil }
    (firstSeconds, furtherSeconds) = (numbers[0], numbers[1])
    (heapBytes, binaryBytes) = (numbers[2], numbers[3])
  }
}
