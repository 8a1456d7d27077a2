import CMachine
import Foundation

/// What this machine's processor can do at best, measured on one core.
struct MachinePeaks {
  /// The lanes of its widest vectors, of single-precision numbers.
  let lanes: Int
  /// Multiply-adds a nanosecond, fused, in those vectors.
  let multiplyAdds: Double
  /// The same in vectors of eight with the product rounded before it is added, which is what code may do
  /// that gives the same bits on machines without fused ones.
  let separateMultiplyAdds: Double
  /// Bytes a nanosecond, read and written, between buffers that fit the first cache.
  let firstCacheBytes: Double
  /// The same where they fit the second cache only.
  let secondCacheBytes: Double
  /// How long a multiplication or an addition waits for the one before it, in nanoseconds.
  let operationNanoseconds: Double

  /// Measures them, which takes a moment.
  init() {
    let lanes = widest_lanes()
    self.lanes = Int(lanes)
    let count = 20_000
    let chains = Double(multiply_add_chains)
    multiplyAdds =
      chains * Double(lanes) * Double(count) / Self.least { _ = multiply_adds(lanes, count) }
    separateMultiplyAdds =
      lanes < 8
      ? multiplyAdds
      : chains * 8 * Double(count) / Self.least { _ = separate_multiply_adds(count) }
    firstCacheBytes = Self.copied(lanes, bytes: 16 << 10)
    secondCacheBytes = Self.copied(lanes, bytes: 512 << 10)
    operationNanoseconds = Self.least { _ = chained_operations(count) } / Double(2 * count)
  }

  /// Bytes a nanosecond where source and target together are so large.
  private static func copied(_ lanes: Int32, bytes: Int) -> Double {
    let half = bytes / 2
    // A read waits for a write that lies a multiple of 4096 bytes away.
    let apart = half + 17 * 64
    let memory = UnsafeMutableRawPointer.allocate(byteCount: half + apart, alignment: 4_096)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: half + apart)
    let from = memory.assumingMemoryBound(to: Float.self)
    let to = (memory + apart).assumingMemoryBound(to: Float.self)
    let turns = (8 << 20) / half
    let nanoseconds = least {
      for _ in 0..<turns { copy_buffer(lanes, to, from, half) }
    }
    return Double(2 * half * turns) / nanoseconds
  }

  /// The least CPU time of many tries, in nanoseconds: whatever disturbs only adds.
  private static func least(_ work: () -> Void) -> Double {
    (0..<200).reduce(.infinity) { least, _ in
      let start = Clock.threadSeconds
      work()
      return min(least, (Clock.threadSeconds - start - Clock.cost) * 1e9)
    }
  }
}
