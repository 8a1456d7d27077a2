/// Passages of a mix that stand for all of it where about is near enough.
///
/// The mix is cut into passages, and these are put in the order of how much there is to limit. Of as many in
/// a row the middle one is taken: so every kind of passage is there in its share (stratified sampling,
/// J. Neyman, "On the Two Different Aspects of the Representative Method", 1934).
struct ToneExcerpt: Sendable {
  /// The shortest mix that is worth it, in passages.
  private static let fewestPassages = 50

  /// One passage is taken of so many, or of more where the excerpt would be too long.
  private static let leastStride = 6
  private static let mostTaken = 64

  /// Where the passages lie, in frames, in their order; all are as long.
  let passages: [Range<Int>]

  /// An excerpt by how much there is to limit in each passage of a mix; nil of a short one.
  init?(_ meter: PassageMeter) {
    let count = meter.crowds.count
    guard count >= Self.fewestPassages else { return nil }
    let stride = max(Self.leastStride, (count + Self.mostTaken - 1) / Self.mostTaken)
    // From the top, so that what is left over at the end is what matters least.
    let ordered = (0..<count).sorted { meter.crowds[$0] > meter.crowds[$1] }
    let taken = Swift.stride(from: stride / 2, to: count, by: stride).map { ordered[$0] }.sorted()
    passages = taken.map { $0 * meter.passageFrames..<($0 + 1) * meter.passageFrames }
  }
}
