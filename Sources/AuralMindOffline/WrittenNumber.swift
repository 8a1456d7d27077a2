import Foundation

/// Writes a number for people, with a true minus sign, and no sign where it rounds to 0.
func written(_ value: Double, decimals: Int = 2) -> String {
  let scale = pow(10, Double(decimals))
  let rounded = (value * scale).rounded() / scale
  return String(format: "%.\(decimals)f", rounded == 0 ? 0 : rounded)
    .replacingOccurrences(of: "-", with: "−")
}

/// Writes a change, with its sign unless it rounds to 0.
func writtenChange(_ value: Double, decimals: Int = 2) -> String {
  let text = written(value, decimals: decimals)
  let isNothing = text.allSatisfy { "0.".contains($0) }
  return value > 0 && !isNothing ? "+\(text)" : text
}

/// Writes a level: −∞ at the meters' silence.
func writtenLevel(_ value: Double, decimals: Int = 2) -> String {
  value <= Level.silence ? "−∞" : written(value, decimals: decimals)
}
