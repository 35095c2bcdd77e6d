import Autograd
import Tensors

/// One line of Tests/Golden/autograd_expressions.json: an expression, and what PyTorch says of its
/// value and of the gradients of its leaves.
struct Expression: Decodable {
  let seed: UInt32
  let leaves: [[Int]]
  let nodes: [Node]
  let value: [Double]
  let gradients: [[Double]]
  let depth: Int

  /// An operation, the places of its inputs, leaves first, and its numbers: `["sum",[0],[1,0]]`.
  struct Node: Decodable {
    let name: String
    let inputs: [Int]
    let numbers: [Double]

    init(from decoder: any Decoder) throws {
      var parts = try decoder.unkeyedContainer()
      name = try parts.decode(String.self)
      inputs = try parts.decode([Int].self)
      numbers = parts.isAtEnd ? [] : try parts.decode([Double].self)
    }
  }

  /// The value of the last node and the gradients of the leaves; a sentence when it cannot be
  /// computed.
  func evaluated() throws -> [Tensor] {
    let tape = Tape(.training)
    var variables = leaves.enumerated().map { tape.variable(drawn($0.element, place: $0.offset)) }
    for node in nodes {
      guard let operation = ExpressionOperations.all[node.name] else {
        throw TensorError("no operation \(node.name)")
      }
      variables.append(operation(node.inputs.map { variables[$0] }, node.numbers))
    }
    let result = variables[variables.count - 1]
    let gradients = result.gradients(seed: drawn(result.shape, place: 1000))
    return [result.value] + variables.prefix(leaves.count).map { gradients[$0] }
  }

  /// Where a result differs from PyTorch's by more than the tolerance, relative to the largest
  /// magnitude in it.
  func difference(_ found: Tensor, place: Int, tolerance: Double) -> String? {
    let expected = place == 0 ? value : gradients[place - 1]
    let (weights, flat) = (drawn([found.count], place: 3000 + place), found.scalars)
    var (largest, projection, size) = (0.0, 0.0, 0.0)
    for (scalar, weight) in zip(flat, weights.scalars) {
      largest = max(largest, Double(scalar.magnitude))
      projection += Double(scalar) * Double(weight)
      size += Double(weight.magnitude)
    }
    let ends = [flat[0], flat[flat.count / 2], flat[flat.count - 1]].map(Double.init)
    for (i, (found, wanted)) in zip([largest, projection] + ends, expected).enumerated() {
      // The script drops gradients below 1e-4; where one is 0, rounding may leave a little.
      let allowed = tolerance * max(expected[0], 1e-4) * (i == 1 ? max(1, size) : 1)
      if !((found - wanted).magnitude <= allowed) {
        let what = ["largest magnitude", "projection", "first", "middle", "last"][i]
        return "\(place == 0 ? "value" : "gradient \(place - 1)"), \(what): \(found), not \(wanted)"
      }
    }
    return nil
  }

  /// Numbers between -2 and 2, the same that the script draws.
  private func drawn(_ shape: [Int], place: Int) -> Tensor {
    var state = seed &* 2_654_435_761 &+ UInt32(place)
    return Tensor(
      shape: shape,
      scalars: (0..<shape.reduce(1, *)).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(state >> 16) / 16384 - 2
      })
  }
}
