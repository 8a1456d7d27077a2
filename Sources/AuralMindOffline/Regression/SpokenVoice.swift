import Foundation

/// A voice that speaks: vowels of three formants, a sibilant before each, a pause after every fifth,
/// and a little room on either side.
///
/// Formants are those of the open vowel (G. E. Peterson & H. L. Barney, "Control methods used in a
/// study of the vowels", 1952).
struct SpokenVoice: RegressionSound {
  /// The rate of syllables: five a second, as people speak.
  private static let syllableSeconds = 0.2
  /// How long a sibilant lasts, from the start of its syllable.
  private static let sibilantSeconds = 0.08
  /// The pitch of the voice at the start of a phrase, in Hz; it falls by a tenth to its end.
  private static let pitchHertz = 118.0
  /// Syllables in a phrase; the last of them is silent.
  private static let phrase = 6
  /// The levels of voice, sibilants and room against full scale; sibilants stand out by some 6 dB.
  private static let levels = (vowel: 0.5, sibilant: 0.35, room: 0.02)

  private let sampleRate: Double
  private var position = 0
  private var saw = SawOscillator(phase: 0)
  private var noise = NoiseSource(seed: 11)
  private var room = NoiseSource(seed: 12)
  private var formants: [ToneFilter]
  private var hiss: ToneFilter
  private var vowelLevel = 0.0
  private var sibilantLevel = 0.0

  /// Starts with a phrase.
  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    formants = [(730, 8), (1_090, 9), (2_440, 12)].map {
      ToneFilter(hertz: $0, q: $1, sampleRate: sampleRate)
    }
    hiss = ToneFilter(hertz: 7_200, q: 1.2, sampleRate: sampleRate)
  }

  /// The next frame.
  mutating func next() -> SIMD2<Double> {
    let seconds = Double(position) / sampleRate
    position += 1
    let syllable = Int(seconds / Self.syllableSeconds)
    let place = syllable % Self.phrase
    let age = seconds - Double(syllable) * Self.syllableSeconds
    let isSpeaking = place < Self.phrase - 1
    let isSibilant = isSpeaking && age < Self.sibilantSeconds
    // A mouth opens and closes within some 15 ms.
    let pull = 1 - exp(-1 / (0.015 * sampleRate))
    vowelLevel += ((isSpeaking && !isSibilant ? 1 : 0) - vowelLevel) * pull
    sibilantLevel += ((isSibilant ? 1 : 0) - sibilantLevel) * pull

    let hertz = Self.pitchHertz * (1 - 0.1 * Double(place) / Double(Self.phrase))
    let glottis = saw.next(step: hertz / sampleRate)
    var vowel = 0.0
    for i in formants.indices { vowel += formants[i].process(glottis).band / Double(i + 1) }
    // White noise keeps its density per hertz.
    let density = (sampleRate / 48_000).squareRoot()
    let breath = hiss.process(noise.next() * density).band
    let voice =
      vowel * vowelLevel * Self.levels.vowel + breath * sibilantLevel * Self.levels.sibilant
    let air = room.next() * density * vowelLevel * Self.levels.room
    return SIMD2(voice + air, voice - air)
  }
}
