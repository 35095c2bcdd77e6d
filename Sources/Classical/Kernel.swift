import Tensors

/// How alike two rows are: a dot product in a space that nobody has to write down.
///
///     let alike = Kernel.polynomial(degree: 2, gamma: 1, constant: 1)
///     alike(Tensor([[1, 2]]), Tensor([[3, 0], [0, 1]]))   // [[16, 9]]
public enum Kernel: Sendable, Equatable {
  /// ``$`x \cdot y`$``.
  case linear
  /// ``$`(\gamma\, x \cdot y + c)^p`$``.
  case polynomial(degree: Int, gamma: Float, constant: Float)
  /// ``$`e^{-\gamma |x - y|^2}`$``: 1 for equal rows, nearly 0 for rows further apart than a few
  /// times ``$`1/\sqrt\gamma`$``.
  case gaussian(gamma: Float)

  /// The kernel of every row of one matrix with every row of another: `[left rows, right rows]`.
  public func callAsFunction(_ left: Tensor, _ right: Tensor) -> Tensor {
    required(try checkAsked(left.shape, columns: right.shape.last ?? 0, "A kernel"))
    return values(
      products: left.matmul(right, transposeRight: true),
      (left * left).sum(axes: [1], keepingAxes: true), (right * right).sum(axes: [1]))
  }

  /// The kernel from dot products and the squared lengths of the rows on both sides.
  func values(products: Tensor, _ left: Tensor, _ right: Tensor) -> Tensor {
    switch self {
    case .linear:
      return products
    case .polynomial(let degree, let gamma, let constant):
      let base = gamma * products + constant
      return (1..<max(degree, 1)).reduce(base) { power, _ in power * base }
    case .gaussian(let gamma):
      return (-gamma * Tensor.maximum(left + right - 2 * products, 0)).exp()
    }
  }

  static func check(_ kernel: Kernel) throws(TensorError) {
    switch kernel {
    case .linear: return
    case .gaussian(let gamma) where gamma > 0 && gamma.isFinite: return
    case .polynomial(1...100, let gamma, let constant)
    where gamma > 0 && gamma.isFinite && constant.isFinite:
      return
    default:
      throw TensorError(
        "A kernel needs a gamma above 0, and a polynomial one a degree from 1 to 100, and this is "
          + "\(kernel).")
    }
  }
}

extension Kernel {
  /// The kernel as numbers: which one, degree, gamma, constant.
  var tensor: Tensor {
    switch self {
    case .linear: Tensor([0, 0, 0, 0])
    case .polynomial(let degree, let gamma, let constant):
      Tensor([1, Float(degree), gamma, constant])
    case .gaussian(let gamma): Tensor([2, 0, gamma, 0])
    }
  }

  init(_ numbers: Tensor) throws(TensorError) {
    let (kind, degree) = (Int(exactly: numbers.scalars[0]), Int(exactly: numbers.scalars[1]))
    let (gamma, constant) = (numbers.scalars[2], numbers.scalars[3])
    switch kind {
    case 0: self = .linear
    case 1: self = .polynomial(degree: degree ?? 0, gamma: gamma, constant: constant)
    case 2: self = .gaussian(gamma: gamma)
    default:
      throw TensorError(
        "There is no kernel of the kind \(numbers.scalars[0]); the kinds are 0, 1 and 2.")
    }
    try Kernel.check(self)
  }
}
