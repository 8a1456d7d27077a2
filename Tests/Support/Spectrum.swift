public import AuralDSP
import CFFTW
import Foundation

/// The power spectrum of one channel, in double precision.
///
/// A sine of amplitude 1 reads 0 dBFS. The window is the 7-term Blackman-Harris (Albrecht 2001):
/// side lobes at -180 dB, a main lobe of 7 bins to either side.
public struct Spectrum {
  /// How far a pure tone spreads to either side, in bins.
  public static let toneReach = 8

  private static let windowTerms = [
    0.27105140069342, -0.43329793923448, 0.21812299954311, -0.06592544638803, 0.01081174209837,
    -0.00077658482522, 0.00001388721735,
  ]

  /// The rate of the samples in Hz.
  public let sampleRate: Double

  /// The power of every bin from 0 Hz to Nyquist; a sine of amplitude 1 has the power 1 here.
  public private(set) var powers: [Double]

  /// The width of a bin in Hz.
  public let binHertz: Double

  /// Tests run side by side, and FFTW plans one transform at a time (its manual, §5.4).
  private static let planner = NSLock()

  /// The window's noise bandwidth in bins.
  private let noiseBandwidthBins: Double

  /// Averages the spectra of half-overlapping segments of `length` frames (Welch); by default one
  /// segment, as long as the samples.
  public init(_ samples: [Double], sampleRate: Double, length: Int? = nil) {
    let length = min(length ?? samples.count, samples.count)
    precondition(length >= 64, "a spectrum needs at least 64 samples")
    self.sampleRate = sampleRate
    binHertz = sampleRate / Double(length)
    let window = (0..<length).map { i in
      let angle = 2 * Double.pi * (Double(i) + 0.5) / Double(length)
      return Self.windowTerms.indices.reduce(0.0) {
        $0 + Self.windowTerms[$1] * cos(Double($1) * angle)
      }
    }
    let coherentGain = window.reduce(0, +)
    noiseBandwidthBins =
      window.reduce(0) { $0 + $1 * $1 } * Double(length) / (coherentGain * coherentGain)

    let input = UnsafeMutablePointer<Double>.allocate(capacity: length)
    let bins = length / 2 + 1
    let output = UnsafeMutablePointer<fftw_complex>.allocate(capacity: bins)
    Self.planner.lock()
    let plan = fftw_plan_dft_r2c_1d(Int32(length), input, output, FFTW_ESTIMATE)
    Self.planner.unlock()
    defer {
      Self.planner.withLock { fftw_destroy_plan(plan) }
      input.deallocate()
      output.deallocate()
    }
    powers = [Double](repeating: 0, count: bins)
    var segments = 0.0
    for start in stride(from: 0, through: samples.count - length, by: max(1, length / 2)) {
      for i in 0..<length { input[i] = samples[start + i] * window[i] }
      fftw_execute(plan)
      for k in 0..<bins { powers[k] += output[k].0 * output[k].0 + output[k].1 * output[k].1 }
      segments += 1
    }
    let scale = 4 / (coherentGain * coherentGain * segments)
    for k in 0..<bins { powers[k] *= scale }
  }

  /// The mean square of what lies between two frequencies, tones and noise alike.
  ///
  /// A sine of amplitude 1 has the mean square ½.
  public func meanSquare(fromHertz: Double, toHertz: Double) -> Double {
    let first = max(0, Int((fromHertz / binHertz).rounded(.up)))
    let last = min(powers.count - 1, Int((toHertz / binHertz).rounded(.down)))
    guard first <= last else { return 0 }
    return powers[first...last].reduce(0, +) / noiseBandwidthBins / 2
  }

  /// The level of a tone in dBFS: the highest bin within a main lobe of `hertz`.
  public func toneDecibels(hertz: Double) -> Double {
    let centre = Int((hertz / binHertz).rounded())
    let reach = max(0, centre - Self.toneReach)...min(powers.count - 1, centre + Self.toneReach)
    return decibels(power: powers[reach].max() ?? 0, floor: -400)
  }

  /// The strongest tone that is neither 0 Hz nor a harmonic of `fundamentalHertz`.
  ///
  /// Of a distorted sine that is its strongest alias. Choose a fundamental whose aliases do not
  /// fall on its harmonics: one that does not divide the sample rate.
  public func strongestAlias(fundamentalHertz: Double) -> (hertz: Double, decibels: Double) {
    var strongest = (hertz: 0.0, power: 0.0)
    for (bin, power) in powers.enumerated() where power > strongest.power {
      let hertz = Double(bin) * binHertz
      let nearest = (hertz / fundamentalHertz).rounded() * fundamentalHertz
      guard abs(hertz - nearest) > Double(Self.toneReach + 1) * binHertz else { continue }
      strongest = (hertz, power)
    }
    return (strongest.hertz, decibels(power: strongest.power, floor: -400))
  }
}

/// The left channel in double precision.
public func left(_ signal: some Collection<Frame>) -> [Double] {
  signal.map { Double($0.x) }
}

/// The right channel in double precision.
public func right(_ signal: some Collection<Frame>) -> [Double] {
  signal.map { Double($0.y) }
}
