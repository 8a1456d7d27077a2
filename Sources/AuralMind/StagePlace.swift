/// A place in the chain where levels can be heard: behind each stage, in the order they are heard.
public enum StagePlace: Int, CaseIterable, Sendable {
  /// Ahead of the first stage.
  case input
  case highpass, monoSub, match, warmth
  /// From here to `transient` the sound is mid and side.
  case masking, deEsser, glow
  case width, microshift, microdetail, movement
  /// Behind the guard that holds what all the widening does together.
  case hookLift
  case transient, governor, clip, limiter, dither
}
