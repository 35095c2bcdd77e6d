import Foundation
import Tensors

/// The discrete cosine transform and its inverse: a signal as a sum of cosines, the slowest first.
///
///     Xₖ = sₖ Σₙ xₙ cos(π k (2n + 1) / 2N)      s₀ = √(1/N),  sₖ = √(2/N)
///
/// The cosines have length 1 and stand at right angles, so the way back is the transpose. Of the
/// logarithms of mel bands the first dozen are what the field calls mel-frequency cepstral
/// coefficients: the shape of the spectrum without the pitch.
///
///     let transform = CosineTransform(length: 4)
///     let waves = transform(Tensor([1, 1, 1, 1]))    // [2, 0, 0, 0]
///     transform.inverse(waves)                       // [1, 1, 1, 1]
public struct CosineTransform: Sendable {
  /// A cosine in each column, [length, kept].
  public let cosines: Tensor

  /// The transform of signals of `length` numbers into the first `kept` cosines, or all.
  public init(length: Int, keeping kept: Int? = nil) {
    self = required(try CosineTransform(checking: length, keeping: kept ?? length))
  }

  package init(checking length: Int, keeping kept: Int) throws(TensorError) {
    guard length > 0, kept > 0, kept <= length else {
      throw TensorError(
        "cosine transform: \(kept) cosines of \(length) numbers, and there must be between 1 and all"
      )
    }
    let count = Double(length)
    cosines = Tensor(
      shape: [length, kept],
      scalars: (0..<length).flatMap { n in
        (0..<kept).map { k in
          // The angle repeats after 4 N.
          let quarter = Double(k * (2 * n + 1) % (4 * length)) / (2 * count)
          return Float((k == 0 ? 1 / count : 2 / count).squareRoot() * cos(.pi * quarter))
        }
      })
  }

  /// The cosines of signals, [..., length], as [..., kept].
  public func callAsFunction(_ signals: Tensor) -> Tensor {
    rows(of: signals, width: cosines.shape[0]) { $0.matmul(cosines) }
  }

  /// The signals, [..., length], that have these cosines, [..., kept], and no others.
  public func inverse(_ waves: Tensor) -> Tensor {
    rows(of: waves, width: cosines.shape[1]) { $0.matmul(cosines, transposeRight: true) }
  }

  private func rows(of tensor: Tensor, width: Int, _ product: (Tensor) -> Tensor) -> Tensor {
    required(try Self.check(tensor.shape, width: width))
    let result = product(tensor.reshaped([tensor.count / width, width]))
    return result.reshaped(tensor.shape.dropLast() + [result.shape[1]])
  }

  package static func check(_ shape: [Int], width: Int) throws(TensorError) {
    guard shape.last == width else {
      throw TensorError(
        "cosine transform: numbers of shape \(shape) should have \(width) along the last axis")
    }
  }
}
