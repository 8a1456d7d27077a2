/// How much of the chain a value runs.
///
/// What comes before the governor does not depend on its gain: a gain is searched for by running the
/// part from the governor on again and again on what the part before it gave once. The two in a row give
/// the whole chain's bits as long as the governor is off or holds its gain.
public enum ChainPart: Sendable {
  /// Every stage.
  case whole
  /// The stages before the governor; its output is late by the whole chain's latency less that of the
  /// other part.
  case tone
  /// The governor and the stages after it, of a programme that begins with sound.
  case loudness
  /// The first half of `tone`: the stages on left and right. Both halves in a row give its bits where the
  /// spectrum of the mix is known and not learned, and the settings stay.
  case leftRight
  /// The second half of `tone`: the stages on mid and side, of a programme that begins with sound.
  case midSide

  var hasLeftRight: Bool {
    @_noLocks get { self == .whole || self == .tone || self == .leftRight }
  }

  var hasMidSide: Bool {
    @_noLocks get { self == .whole || self == .tone || self == .midSide }
  }

  var hasTone: Bool {
    @_noLocks get { self != .loudness }
  }

  var hasLoudness: Bool {
    @_noLocks get { self == .whole || self == .loudness }
  }
}
