import CRealtime

/// Returns sin(πt)/(πt).
public func sinc(_ t: Double) -> Double {
  abs(t) < 1e-12 ? 1 : sin(.pi * t) / (.pi * t)
}

/// Returns the modified Bessel function of the first kind, order 0, by its power series.
///
/// Abramowitz & Stegun, "Handbook of Mathematical Functions", 9.6.12.
func besselI0(_ x: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  var k = 1.0
  while term > sum * 1e-17 {
    term *= (x / 2 / k) * (x / 2 / k)
    sum += term
    k += 1
  }
  return sum
}

/// Returns the Kaiser window at `position` from -1 to 1 (its middle is 0).
///
/// Kaiser & Schafer, "On the use of the I0-sinh window for spectrum analysis", 1980.
public func kaiserWindow(at position: Double, beta: Double) -> Double {
  abs(position) > 1
    ? 0 : besselI0(beta * square_root(max(0, 1 - position * position))) / besselI0(beta)
}

/// Returns the taps that delay a signal by `delay` samples with the least squared error below
/// `bandEdge` (as a share of Nyquist).
///
/// Tap `k` belongs to the sample at `k - reach + 1`, for `k` from 0 to `2 * reach - 1`; the value
/// is read `delay` (0…1) samples after sample 0. The error's integral over the band is minimised,
/// which leads to normal equations of sinc terms (Laakso et al., "Splitting the unit delay", IEEE
/// Signal Processing Magazine 1996, section on the least-squared error design).
func leastSquaresDelay(_ delay: Double, reach: Int, bandEdge: Double) -> [Double] {
  let count = 2 * reach
  let sincs = (0..<count).map { sinc(bandEdge * Double($0)) }
  var matrix: [Double] = []
  for row in 0..<count {
    for column in 0..<count {
      matrix.append(sincs[abs(row - column)] + (row == column ? 1e-10 : 0))
    }
  }
  let taps = (0..<count).map { sinc(bandEdge * (Double($0 - reach + 1) - delay)) }
  return solution(of: matrix, taps)
}

/// Returns the taps of a half-sample delay with the least squared error below `bandEdge` (as a share
/// of Nyquist), symmetrical: tap `k` belongs to the samples `k + 1/2` to either side.
///
/// The same criterion as in `leastSquaresDelay`, for pairs of samples: half the equations.
func leastSquaresHalfDelay(reach: Int, bandEdge: Double) -> [Double] {
  let sincs = (0..<(2 * reach)).map { sinc(bandEdge * Double($0)) }
  var matrix: [Double] = []
  for row in 0..<reach {
    for column in 0..<reach {
      let product = sincs[abs(row - column)] + sincs[row + column + 1]
      matrix.append(product + (row == column ? 1e-9 : 0))
    }
  }
  return solution(of: matrix, (0..<reach).map { sinc(bandEdge * (Double($0) + 0.5)) })
}

/// Returns the taps of a low-pass for halving a rate, symmetrical about the middle between two samples.
///
/// Tap `k` belongs to the samples `k + 1/2` to either side. What lies below `bandEdge` (as a share of
/// Nyquist) passes as it is, and what lies as near to Nyquist is stopped.
///
/// The squared error over both bands is least, that of the upper one counted ten times.
func leastSquaresHalving(reach: Int, bandEdge: Double) -> [Double] {
  let stopWeight = 10.0
  let sincs = (0..<(2 * reach)).map { sinc(bandEdge * Double($0)) }
  var matrix: [Double] = []
  for row in 0..<reach {
    for column in 0..<reach {
      let near = sincs[abs(row - column)]
      let far = sincs[row + column + 1]
      // Seen from Nyquist, a cosine of half a turn more is a sine.
      let sign = (row + column) % 2 == 0 ? 1.0 : -1
      matrix.append(near + far + stopWeight * sign * (near - far))
    }
  }
  let taps = solution(of: matrix, (0..<reach).map { sinc(bandEdge * (Double($0) + 0.5)) })
  let sum = 2 * taps.reduce(0, +)
  return taps.map { $0 / sum }
}

/// Solves a system of linear equations whose matrix is symmetric and positive.
///
/// Gaussian elimination; such a matrix needs no pivoting (Golub & Van Loan, "Matrix Computations", §4.2).
///
/// The matrix is given row by row. It stays symmetric while rows are eliminated, so that only what lies
/// right of the diagonal need be kept.
private func solution(of equations: [Double], _ right: [Double]) -> [Double] {
  var matrix = equations
  var values = right
  let count = values.count
  for pivot in 0..<count {
    let pivotRow = pivot * count
    let inverse = 1 / matrix[pivotRow + pivot]
    for row in (pivot + 1)..<max(count, pivot + 1) {
      let factor = matrix[pivotRow + row] * inverse
      for column in row..<count {
        matrix[row * count + column] -= factor * matrix[pivotRow + column]
      }
      values[row] -= factor * values[pivot]
    }
  }
  for row in stride(from: count - 1, through: 0, by: -1) {
    for column in (row + 1)..<max(count, row + 1) {
      values[row] -= matrix[row * count + column] * values[column]
    }
    values[row] /= matrix[row * count + row]
  }
  return values
}
