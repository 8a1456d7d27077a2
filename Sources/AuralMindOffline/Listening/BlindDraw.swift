import Foundation

/// What was drawn by lot for a listening test.
public struct BlindDraw: Sendable {
  /// What each X is, from the first.
  public let choices: [ListeningChoice]
  /// What makes the digest of the key no help in guessing it.
  let salt: String
  /// The seed of each file's own dither: A, B, then every X.
  let ditherSeeds: [UInt64]

  /// Draws `trials` times between A and B, each time anew; a salt is drawn too unless one is given.
  ///
  /// Of 16 trials there are only 65,536 keys: the salt of 128 bits is what keeps anybody from
  /// digesting all of them.
  public init(
    trials: Int, salt: String? = nil, using generator: inout some RandomNumberGenerator
  ) {
    func number() -> UInt64 { UInt64.random(in: .min ... .max, using: &generator) }
    choices = (0..<trials).map { _ in Bool.random(using: &generator) ? .b : .a }
    let drawn = String(format: "%016lx%016lx", number(), number())
    self.salt = salt ?? drawn
    ditherSeeds = (0..<trials + 2).map { _ in number() }
  }
}
