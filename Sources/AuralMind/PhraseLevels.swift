/// How the short-term loudness of a whole track is spread.
///
/// Values are in LUFS at the point of the chain where it is used.
struct PhraseLevels: Equatable {
  /// What a tenth of the track stays below.
  var tenthLUFS: Double
  /// What a quarter of the track stays below.
  var quarterLUFS: Double
  /// What three quarters of the track stay below.
  var threeQuartersLUFS: Double
  /// What nine tenths of the track stay below.
  var ninetiethLUFS: Double

  /// Creates the spread of a track.
  @_noLocks
  init(
    tenthLUFS: Double, quarterLUFS: Double, threeQuartersLUFS: Double, ninetiethLUFS: Double
  ) {
    self.tenthLUFS = tenthLUFS
    self.quarterLUFS = quarterLUFS
    self.threeQuartersLUFS = threeQuartersLUFS
    self.ninetiethLUFS = ninetiethLUFS
  }
}
