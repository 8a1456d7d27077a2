import Foundation
import Support
import Testing

/// FFTW's planner, which a whole process shares, while instances are made and ended on threads.
///
/// FFTW carries no sanitizer inside, so it takes valgrind to look into it.
@Suite(.enabled(if: isDeepCheck)) struct PlannerSafety {
  @Test(arguments: [false, true])
  func `instances made on threads at once plan one after the other, for FFTW has been told to`(
    isUnguarded: Bool
  ) throws {
    try ShippedBundle.withScratchFolder { scratch in
      let host = try FuzzHost(for: .helgrind, in: scratch)
      var environment: [String: String] = [:]
      if isUnguarded {
        let library = scratch.appending(path: "unguarded_planner.so")
        try FuzzHost.compile("unguarded_planner.c", to: library, ["-shared", "-fPIC"])
        environment["LD_PRELOAD"] = library.path
      }
      let result = try host.play(
        try ShippedBundle.binary(), seed: 1, Judge.helgrind.extent, environment: environment)
      #expect(result.errors.contains("fftwf_plan") == isUnguarded, "\(result.log)")
    }
  }
}
