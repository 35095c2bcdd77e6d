import Ladder

extension Noise {
  /// Gives every matrix and filter of a model numbers that the peer has too: the parameter at
  /// place p takes stream 100 + p, and numbers up to one over the root of its inputs. Vectors
  /// (biases, gains) stay as they are.
  static func fill(_ model: some Model) {
    for (place, parameter) in model.parameters.enumerated() {
      let shape = parameter.value.shape
      guard shape.count > 1 else { continue }
      let inputs = shape.dropLast().reduce(1, *)
      parameter.value = tensor(
        shape, stream: UInt32(100 + place), scale: 1 / Float(inputs).squareRoot())
    }
  }
}
