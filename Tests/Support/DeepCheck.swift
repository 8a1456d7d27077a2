import Foundation

/// Whether slow sweeps are asked for: `AURALMIND_DEEP=1`, as `make check-deep` sets it.
public var isDeepCheck: Bool {
  ProcessInfo.processInfo.environment["AURALMIND_DEEP"] == "1"
}
