import Autograd
import Tensors

/// The plain recurrent layer, Elman's: `h' = tanh(x U + h W + b)`.
public struct Recurrent: RecurrentLayer {
  /// What the input brings, with the bias.
  public let input: Linear
  /// What the state brings, [width, width].
  public let weight: Parameter
  public let isBackwards: Bool
  public var width: Int { weight.shape[0] }

  /// Creates a layer whose recurrent weights turn the state and neither stretch nor shrink it, or,
  /// with `orthogonal: false`, are drawn like all others.
  public init(
    _ inputs: Int, _ width: Int, orthogonal: Bool = true, isBackwards: Bool = false,
    using random: inout Random
  ) {
    required(try LayerRule.check("Recurrent", ["inputs": inputs, "width": width], atLeast: 0))
    let initializer = Initializer.recurrent(width: width)
    input = Linear(inputs, width, initializer: initializer, using: &random)
    weight = Parameter(
      orthogonal
        ? Tensor.orthogonal(width, using: &random)
        : initializer([width, width], fanIn: width, fanOut: width, using: &random))
    self.isBackwards = isBackwards
  }

  public func states(_ sequence: Variable, from state: Variable?, lengths: [Int]?) -> Variable {
    input(sequence).recurrent(
      sequence.tape.parameter(weight), state: state, lengths: lengths, isBackwards: isBackwards)
  }

  public func operations(input shape: [Int], output: [Int]) -> Int {
    2 * output.reduce(1, *) * (shape[2] + width)
  }
}

extension Tensor {
  /// A square matrix whose columns have length 1 and stand at right angles: it turns vectors and
  /// leaves their length.
  public static func orthogonal(_ size: Int, using random: inout Random) -> Tensor {
    var columns: [Tensor] = []
    for _ in 0..<size {
      var column = Tensor.normal([size], using: &random)
      // Twice, since once leaves what rounding left.
      for _ in 0..<2 {
        for other in columns { column -= other * column.dot(other).scalar }
      }
      columns.append(column / column.norm().scalar)
    }
    return size == 0 ? .zeros([0, 0]) : Tensor.stacked(columns, axis: 1)
  }
}
