import Foundation

/// A value as documents write it: three decimals at most, none that says nothing, and a true minus.
func written(_ value: Double) -> String {
  let rounded = (value * 1_000).rounded() / 1_000
  let text = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  return text.replacing("-", with: "−")
}
