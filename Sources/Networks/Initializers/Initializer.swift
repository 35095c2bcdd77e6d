import Tensors

/// How the weights of a layer begin.
///
/// An initializer knows how many numbers flow into a unit (*fan in*) and out of it (*fan out*),
/// and chooses the spread of the weights so that signals neither fade nor explode on their way
/// through many layers.
public struct Initializer: Sendable {
  private let spread: @Sendable (_ fanIn: Int, _ fanOut: Int) -> Float
  private let isUniform: Bool

  private init(uniform: Bool, _ spread: @escaping @Sendable (_ fanIn: Int, _ fanOut: Int) -> Float)
  {
    self.spread = spread
    isUniform = uniform
  }

  /// Makes the weights of a layer.
  public func callAsFunction(
    _ shape: [Int], fanIn: Int, fanOut: Int, using random: inout Random
  ) -> Tensor {
    let deviation = spread(max(fanIn, 1), max(fanOut, 1))
    if isUniform {
      let reach = deviation * Float(3).squareRoot()
      return Tensor.uniform(shape, in: -reach..<reach, using: &random)
    }
    return Tensor.normal(shape, mean: 0, deviation: deviation, using: &random)
  }

  /// He's: a normal distribution of variance `2 / fanIn`, which keeps the size of signals through
  /// layers followed by ReLU, where half of every signal is lost.
  public static let he = Initializer(uniform: false) { fanIn, _ in (2 / Float(fanIn)).squareRoot() }
  /// He's variance from a uniform distribution.
  public static let heUniform = Initializer(uniform: true) { fanIn, _ in
    (2 / Float(fanIn)).squareRoot()
  }
  /// Xavier's: variance `2 / (fanIn + fanOut)`, a compromise between signals that flow forward and
  /// gradients that flow back, for layers followed by something like tanh.
  public static let xavier = Initializer(uniform: false) { fanIn, fanOut in
    (2 / Float(fanIn + fanOut)).squareRoot()
  }
  /// Xavier's variance from a uniform distribution.
  public static let xavierUniform = Initializer(uniform: true) { fanIn, fanOut in
    (2 / Float(fanIn + fanOut)).squareRoot()
  }
  /// GPT-2's: a normal distribution of deviation 0.02 whatever the width.
  public static let gpt2 = Initializer(uniform: false) { _, _ in 0.02 }

  /// A normal distribution with the given deviation.
  public static func normal(deviation: Float) -> Initializer {
    Initializer(uniform: false) { _, _ in deviation }
  }

  /// All zeros: right for biases, and for the last layer of a residual branch.
  public static let zeros = Initializer(uniform: true) { _, _ in 0 }

  /// The same initializer with its spread multiplied by `factor`.
  public func scaled(by factor: Float) -> Initializer {
    let spread = spread
    return Initializer(uniform: isUniform) { fanIn, fanOut in factor * spread(fanIn, fanOut) }
  }
}
