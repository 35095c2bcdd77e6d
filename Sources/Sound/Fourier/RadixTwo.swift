import Foundation

/// The discrete Fourier transform of complex numbers whose count is a power of two.
///
///     Xₖ = Σₙ xₙ e^(-2πi kn / N)
///
/// The sum over all n is one over the even and one over the odd ones, each half as long and of the
/// same form: N log N steps instead of N². Real and imaginary parts stand in arrays of their own.
struct RadixTwo: Sendable {
  let count: Int
  /// e^(-2πi k / N) for the first half of the circle.
  private let cosines: [Double]
  private let sines: [Double]
  /// Where each number goes before the first step: its place with the bits in reverse.
  private let reversed: [Int]

  init(count: Int) {
    self.count = count
    let angles = (0..<count / 2).map { -2 * Double.pi * Double($0) / Double(count) }
    (cosines, sines) = (angles.map { cos($0) }, angles.map { sin($0) })
    var reversed = [Int](repeating: 0, count: count)
    for place in 1..<max(count, 1) {
      reversed[place] = reversed[place / 2] / 2 + (place % 2) * (count / 2)
    }
    self.reversed = reversed
  }

  /// Transforms `count` numbers in place.
  func transform(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>
  ) {
    for place in 0..<count where place < reversed[place] {
      swap(&real[place], &real[reversed[place]])
      swap(&imaginary[place], &imaginary[reversed[place]])
    }
    var half = 1
    while half < count {
      let step = count / (2 * half)
      cosines.withUnsafeBufferPointer { cosines in
        sines.withUnsafeBufferPointer { sines in
          for start in stride(from: 0, to: count, by: 2 * half) {
            let (upperReal, upperImaginary) = (real + start, imaginary + start)
            let (lowerReal, lowerImaginary) = (upperReal + half, upperImaginary + half)
            for k in 0..<half {
              let (c, s) = (cosines[k * step], sines[k * step])
              let turnedReal = lowerReal[k] * c - lowerImaginary[k] * s
              let turnedImaginary = lowerReal[k] * s + lowerImaginary[k] * c
              lowerReal[k] = upperReal[k] - turnedReal
              lowerImaginary[k] = upperImaginary[k] - turnedImaginary
              upperReal[k] += turnedReal
              upperImaginary[k] += turnedImaginary
            }
          }
        }
      }
      half *= 2
    }
  }
}
