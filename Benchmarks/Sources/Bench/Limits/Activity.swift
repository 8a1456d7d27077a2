import Foundation

/// How much of the programme is loud enough for clip and limiter to have work: no less than this.
///
/// Its samples are looked at, not what lies between them; the true share is a little greater.
struct Activity {
  /// The share of groups of eight frames in which a sample passes the limiter's ceiling.
  let limitedGroups: Double
  /// The same for the clip's knee.
  let clippedGroups: Double
  /// The share of frames that pass the knee.
  let clippedFrames: Double

  /// The drive of `Contender.hotSettings` over its ceiling, in dB.
  private static let driveDecibels = 7.0

  /// How far below the ceiling Club's knee lies, in dB.
  private static let kneeDecibels = 1.8

  /// Looks through a programme.
  init(_ programme: Programme) {
    func level(_ decibels: Double) -> Float { Float(pow(10, decibels / 20)) }
    let ceiling = level(-Self.driveDecibels)
    let knee = level(-Self.driveDecibels - Self.kneeDecibels)
    limitedGroups = programme.share(above: ceiling, groupFrames: 8)
    clippedGroups = programme.share(above: knee, groupFrames: 8)
    clippedFrames = programme.share(above: knee, groupFrames: 1)
  }
}
