import Foundation

/// The discrete Fourier transform of any number of complex numbers, after Bluestein.
///
/// Since kn = (k² + n² - (k - n)²) / 2, the transform is a convolution with a chirp, a tone that rises
/// steadily, between two products with it:
///
///     Xₖ = wₖ Σₙ (xₙ wₙ) w̄ₖ₋ₙ      with  wₙ = e^(-πi n² / N)
///
/// and a convolution is a product of transforms of at least twice the length, which may be a power of
/// two.
struct Chirp: Sendable {
  let count: Int
  private let inner: RadixTwo
  /// The chirp w.
  private let real: [Double]
  private let imaginary: [Double]
  /// The transform of its conjugate, divided by the inner length.
  private let filterReal: [Double]
  private let filterImaginary: [Double]

  init(count: Int) {
    self.count = count
    var length = 1
    while length < 2 * count - 1 { length *= 2 }
    inner = RadixTwo(count: length)
    // The square goes around the circle every 2 N, and large angles have few digits.
    let angles = (0..<count).map { n in
      -Double.pi * Double(n * n % (2 * count)) / Double(count)
    }
    (real, imaginary) = (angles.map { cos($0) }, angles.map { sin($0) })
    var filter = (
      real: [Double](repeating: 0, count: length), imaginary: [Double](repeating: 0, count: length)
    )
    for n in 0..<count {
      for place in n == 0 ? [0] : [n, length - n] {
        filter.real[place] = real[n] / Double(length)
        filter.imaginary[place] = -imaginary[n] / Double(length)
      }
    }
    inner.transform(&filter.real, &filter.imaginary)
    (filterReal, filterImaginary) = filter
  }

  /// Transforms `count` numbers in place.
  func transform(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    let length = inner.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * length) { buffer in
      let (a, b) = (buffer.baseAddress!, buffer.baseAddress! + length)
      a.initialize(repeating: 0, count: 2 * length)
      for n in 0..<count {
        a[n] = x[n] * real[n] - y[n] * imaginary[n]
        b[n] = x[n] * imaginary[n] + y[n] * real[n]
      }
      inner.transform(a, b)
      // The product with the filter, its conjugate in wait for the way back: the inverse of a
      // transform is the transform with the parts exchanged.
      for k in 0..<length {
        let product = (
          a[k] * filterReal[k] - b[k] * filterImaginary[k],
          a[k] * filterImaginary[k] + b[k] * filterReal[k]
        )
        (a[k], b[k]) = product
      }
      inner.transform(b, a)
      for k in 0..<count {
        x[k] = a[k] * real[k] - b[k] * imaginary[k]
        y[k] = a[k] * imaginary[k] + b[k] * real[k]
      }
    }
  }
}
