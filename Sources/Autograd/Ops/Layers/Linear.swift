import Tensors

extension Variable {
  /// A matrix product with a bias and a function in one operation: what a dense layer computes.
  ///
  ///     Y = f(X W + b)       ∂L/∂X = S Wᵀ      ∂L/∂W = Xᵀ S      ∂L/∂b = Σ rows of S
  ///                          where S = ∂L/∂Y f'
  ///
  /// Bias and function are applied in place to the product, so that neither has a tensor of its
  /// own. X may have leading axes; W has shape [inputs, outputs]. X, W and, with a function, Y are
  /// kept.
  public func linear(
    _ weight: Variable, bias: Variable? = nil, activation: Activation = .identity
  ) -> Variable {
    let lengths = required(try Self.checkLinear(shape, weight.shape, bias?.shape))
    let x = value.reshaped([lengths.rows, lengths.inputs])
    let w = weight.value
    var product = x.matmul(w)
    product.finish(adding: bias?.value, activation)
    let y = product
    let (slot, weightSlot, biasSlot, shape) = (slot, weight.slot, bias?.slot, shape)
    let result = shape.count == 2 ? y : y.reshaped(shape.dropLast() + [lengths.outputs])
    let kept = activation == .identity ? nil : y
    return Variable.recorded(result, in: "linear", from: [self, weight, bias]) {
      gradient, adjoints in
      var sums = gradient.reshaped([lengths.rows, lengths.outputs])
      gradient = Tensor(0)
      if let kept { sums.scale(bySlopeOf: activation, at: kept) }
      if let biasSlot { adjoints[biasSlot].add(sums.sum(axes: [0])) }
      if let weightSlot {
        adjoints[weightSlot].addProduct(x, sums, transposeLeft: true, shape: w.shape)
      }
      if let slot {
        adjoints[slot].addRows(sums, times: w, transposeRight: true, shape: shape)
      }
    }
  }

  /// The lengths of a dense layer's axes, or the sentence about shapes that do not go together.
  package static func checkLinear(
    _ input: [Int], _ weight: [Int], _ bias: [Int]?
  ) throws -> (rows: Int, inputs: Int, outputs: Int) {
    guard weight.count == 2, let width = input.last, width == weight[0] else {
      throw TensorError(
        "linear: an input of shape \(input) meets a weight of shape \(weight); the weight should "
          + "be [\(input.last.map(String.init) ?? "inputs"), outputs]")
    }
    if let bias, bias.count != 1 || bias[0] != weight[1] {
      throw TensorError(
        "linear: the bias has shape \(bias), and for a weight of shape \(weight) it should be "
          + "[\(weight[1])]")
    }
    return (input.dropLast().reduce(1, *), width, weight[1])
  }
}

extension Tensor {
  /// Adds a bias to every row and applies a function, in place and in one pass.
  mutating func finish(adding bias: Tensor?, _ activation: Activation) {
    guard bias != nil || activation != .identity else { return }
    let (rows, width) = rowsAndWidth
    (bias ?? .zeros([width])).read { bias in
      change { x in
        Rows.pieces(rows, width: width) { range in
          activation.finish(
            x + range.lowerBound * width, adding: bias, rows: range.count, width: width)
        }
      }
    }
  }

  /// Multiplies a gradient by the slope of a function, computed from the function's result.
  mutating func scale(bySlopeOf activation: Activation, at result: Tensor) {
    switch activation {
    case .identity: break
    case .relu: combine(with: result, in: "linear") { $0.scale { y in y > 0 ? 1 : 0 } }
    case .relu6: combine(with: result, in: "linear") { $0.scale { y in y > 0 && y < 6 ? 1 : 0 } }
    case .leakyReLU(let slope):
      required(try Activation.check(slope: slope))
      combine(with: result, in: "linear") { $0.scale { y in y > 0 ? 1 : slope } }
    case .tanh: combine(with: result, in: "linear") { $0.scale { y in 1 - y * y } }
    case .sigmoid: combine(with: result, in: "linear") { $0.scale { y in y * (1 - y) } }
    }
  }
}
