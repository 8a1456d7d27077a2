import Foundation

/// What the first pass of ffmpeg's loudnorm has measured, for the second.
struct LoudnormFigures {
  /// As the second pass takes it.
  let options: String

  /// What the first prints in place of each option.
  private static let names = [
    ("measured_I", "input_i"), ("measured_TP", "input_tp"), ("measured_LRA", "input_lra"),
    ("measured_thresh", "input_thresh"), ("offset", "target_offset"),
  ]

  /// Reads the object that ends what was printed.
  init(printed: String) throws(BenchFault) {
    guard let start = printed.lastIndex(of: "{"), let end = printed.lastIndex(of: "}"), start < end,
      let found = try? JSONDecoder().decode(
        [String: String].self, from: Data(printed[start...end].utf8))
    else { throw .failed("ffmpeg's loudnorm", printed) }
    options = Self.names.map { "\($0)=\(found[$1] ?? "0")" }.joined(separator: ":")
  }
}
