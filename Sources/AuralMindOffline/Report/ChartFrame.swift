import Foundation

/// The rectangle a chart is drawn in, in the drawing's own units, which are near a pixel each.
struct ChartFrame {
  /// The size of the whole drawing: two side by side fill a page, one a narrow screen.
  static let width = 460.0
  static let height = 222.0

  /// Room for the labels at the left and below, and for half a label at the right.
  private static let left = 40.0
  private static let right = 18.0
  private static let top = 18.0
  private static let bottom = 32.0

  /// The height of a strip and its distance from the next.
  private static let stripPitch = 8.0

  /// The axes that are drawn.
  let x: ReportAxis
  let y: ReportAxis

  /// How many strips lie between the curves and the labels.
  let stripCount: Int

  /// The edges of what the curves are drawn in.
  var plotLeft: Double { Self.left }
  var plotRight: Double { Self.width - Self.right }
  var plotTop: Double { Self.top }
  var plotBottom: Double {
    Self.height - Self.bottom - Double(stripCount) * Self.stripPitch
  }

  /// The upper edge of a strip, counted from 0 at the top.
  func stripTop(_ index: Int) -> Double { plotBottom + 3 + Double(index) * Self.stripPitch }

  /// Where the labels of the horizontal axis stand.
  var labelTop: Double { Self.height - Self.bottom + 17 }

  /// The place of a value of the horizontal axis; the nearer edge for one beyond it.
  func placeX(_ value: Double) -> Double {
    plotLeft + (plotRight - plotLeft) * Self.share(value, of: x)
  }

  /// The place of a value of the vertical axis; the nearer edge for one beyond it.
  func placeY(_ value: Double) -> Double {
    plotBottom - (plotBottom - plotTop) * Self.share(value, of: y)
  }

  private static func share(_ value: Double, of axis: ReportAxis) -> Double {
    var (low, high, place) = (axis.range.lowerBound, axis.range.upperBound, value)
    if axis.isLogarithmic {
      let least = Double.leastNormalMagnitude
      (low, high, place) = (log(max(low, least)), log(max(high, least)), log(max(place, least)))
    }
    guard high > low else { return 0.5 }
    return min(max((place - low) / (high - low), 0), 1)
  }

  /// A place as the drawing writes it: to the tenth, and no digit more.
  static func text(_ place: Double) -> String {
    let tenths = Int((place * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
  }
}
