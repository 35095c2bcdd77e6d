import Autograd
import Tensors

extension Model {
  /// Gives every parameter and buffer the value of the one of the same name in another model, which
  /// is built alike.
  ///
  /// That is how a model is copied. Two variables that hold a model hold the same parameters, since
  /// those are shared; a second model is built as the first was and takes its values:
  ///
  /// ```swift
  /// let target = Network(using: &random)
  /// target.takeValues(of: network)
  /// ```
  public func takeValues(of other: some Model) {
    let values = Dictionary(
      other.namedTensors.map { ($0.name, $0.tensor) }, uniquingKeysWith: { first, _ in first })
    required(try checkValues(values))
    for (name, parameter) in namedParameters { parameter.value = values[name]! }
    for (name, buffer) in namedBuffers { buffer.value = values[name]! }
  }

  /// There must be a value of the same shape for everything, and nothing besides.
  package func checkValues(_ values: [String: Tensor]) throws {
    let own = namedTensors
    for (name, tensor) in own {
      guard let value = values[name], value.shape == tensor.shape else {
        let found = values[name].map { "has the shape \($0.shape)" } ?? "has none of that name"
        throw TensorError(
          "taking the values of another model: \"\(name)\" has the shape \(tensor.shape) here, and "
            + "the other model \(found); both must be built alike")
      }
    }
    if let name = values.keys.filter({ name in !own.contains { $0.name == name } }).min() {
      throw TensorError(
        "taking the values of another model: it has \"\(name)\", and this model has nothing of that "
          + "name; both must be built alike")
    }
  }
}
