import AuralDSP
import Foundation
import Support
import Testing

@Suite struct SlicedTransformTests {
  @Test("equals the definition of the Fourier transform", arguments: [256, 512, 2_048])
  func definition(count: Int) {
    let transform = SlicedTransform(count: count)
    let numbers = whiteNoise(seconds: 1, sampleRate: Double(count))
    for i in 0..<count { transform.input[i] = numbers[i] }
    transform.transform()
    for k in [0, 1, 17, count / 2, count - 1] {
      var sum = DoubleFrame.zero
      for n in 0..<count {
        let angle = -2 * Double.pi * Double(k * n % count) / Double(count)
        let (x, y) = (Double(numbers[n].x), Double(numbers[n].y))
        sum += DoubleFrame(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))
      }
      let error = DoubleFrame(transform.output[k]) - sum
      // Single precision, beside the noise's root of the length.
      #expect(max(abs(error.x), abs(error.y)) < 1e-5 * Double(count).squareRoot())
    }
  }
}
