import Tensors

extension Variable {
  /// An operation of your own: its result, computed however you like from `value`, and its
  /// pullback, which turns the gradient of the result into the gradient of this variable.
  ///
  /// The pullback may capture tensors but no variables; take the tensors out first. Show with
  /// ``checkGradient(at:tolerance:using:_:)`` that it is right.
  ///
  ///     let x = input.value
  ///     let cube = input.custom("cube", x * x * x) { gradient in gradient * 3 * x * x }
  public func custom(
    _ name: String, _ result: Tensor,
    pullback: @escaping @Sendable (_ gradient: Tensor) -> Tensor
  ) -> Variable {
    let shape = shape
    return recorded(result) { gradient in
      let own = pullback(gradient)
      requireCustom(name, gradients: [own.shape], inputs: [shape])
      return own
    }
  }

  /// An operation of your own with several inputs; the pullback returns one gradient for each, or
  /// nil where none flows.
  public static func custom(
    _ name: String, of inputs: [Variable], _ result: Tensor,
    pullback: @escaping @Sendable (_ gradient: Tensor) -> [Tensor?]
  ) -> Variable {
    let (shapes, slots) = (inputs.map(\.shape), inputs.map(\.slot))
    requireCustom(name, gradients: inputs.map { _ in nil }, inputs: shapes)
    return recorded(result, in: name, from: inputs) { gradient, adjoints in
      let gradients = pullback(gradient)
      requireCustom(name, gradients: gradients.map { $0?.shape }, inputs: shapes)
      for (own, slot) in zip(gradients, slots) {
        if let own { adjoints.add(own, to: slot) }
      }
    }
  }

  /// One gradient for each input, of the input's shape.
  package static func checkCustom(
    _ name: String, gradients: [[Int]?], inputs: [[Int]]
  ) throws {
    guard !inputs.isEmpty else {
      throw TensorError("\(name): an operation needs at least one input")
    }
    guard gradients.count == inputs.count else {
      throw TensorError(
        "\(name): the pullback returned \(gradients.count) gradients for \(inputs.count) inputs")
    }
    for (place, (gradient, input)) in zip(gradients, inputs).enumerated() {
      guard gradient == nil || gradient == input else {
        throw TensorError(
          "\(name): the pullback returned a gradient of shape \(gradient!) for input \(place) of "
            + "shape \(input); a gradient has the shape of what it belongs to")
      }
    }
  }
}

private func requireCustom(_ name: String, gradients: [[Int]?], inputs: [[Int]]) {
  required(try Variable.checkCustom(name, gradients: gradients, inputs: inputs))
}
