public import AuralMind

/// The objective regression suite of sound: synthesised programmes, each through every preset.
///
/// It needs no file but the golden one, all cores share the work, and what is the same sound has the
/// same figures.
public struct Regression: Sendable {
  /// What is mastered.
  public var programmes = RegressionProgramme.all
  /// By which presets.
  public var presets = Preset.allCases
  /// The controls beside preset and governor.
  public var settings = Settings()

  /// The share of synthesis and capture in the whole work, as measured.
  private static let mixShare = 0.15

  /// Creates the whole suite.
  public init() {}

  /// Masters and measures everything.
  public func figures(progress: Progress = { _ in }) -> GoldenFile {
    let mixes = all(programmes.count) { [programmes] index in
      RegressionMix(programmes[index])
    } progress: {
      progress($0 * Self.mixShare)
    }
    let rows = all(mixes.count * presets.count) { [presets, settings] index -> [GoldenRow] in
      RegressionMaster(
        mixes[index / presets.count], preset: presets[index % presets.count], settings: settings
      ).rows
    } progress: {
      progress(Self.mixShare + $0 * (1 - Self.mixShare))
    }
    return GoldenFile(rows.flatMap { $0 })
  }

  /// Does pieces of work that cannot fail.
  private func all<Product: Sendable>(
    _ count: Int, _ piece: @escaping @Sendable (Int) -> Product, progress: Progress
  ) -> [Product] {
    // Nothing is thrown that the pieces do not throw.
    (try? inParallel(count: count, progress: progress) { index, _ in piece(index) }) ?? []
  }
}
