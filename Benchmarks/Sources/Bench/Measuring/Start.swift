/// What starting one setup in a fresh process cost.
struct Start {
  /// How long the first instance took to instantiate and activate, loading the plugin.
  var firstSeconds = 0.0
  /// The same of the next ones.
  var furtherSeconds = 0.0
  /// What each of those took from the heap.
  var heapBytes = 0.0
  /// The length of the plugin's file.
  var binaryBytes = 0.0

  /// The figures as one line.
  var line: String { "\(firstSeconds) \(furtherSeconds) \(heapBytes) \(binaryBytes)" }

  /// Nothing measured yet.
  init() {}

  /// Reads the line.
  init?(_ line: String) {
    let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 4 else { return nil }
    (firstSeconds, furtherSeconds) = (numbers[0], numbers[1])
    (heapBytes, binaryBytes) = (numbers[2], numbers[3])
  }
}
