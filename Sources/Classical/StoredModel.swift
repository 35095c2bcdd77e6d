import Tensors

/// A model that can be written down as named tensors and made again from them: what `save(to:)` of
/// the Ladder module puts into a file.
public protocol StoredModel: Sendable {
  /// All that was learned, each under its name.
  var namedTensors: [(name: String, tensor: Tensor)] { get }

  /// The model that wrote these tensors. Throws a sentence where one is missing or has a shape that
  /// does not fit the others.
  init(namedTensors tensors: [String: Tensor]) throws
}

/// Named tensors from outside, read one by one and refused with a sentence.
struct StoredTensors {
  let tensors: [String: Tensor]
  let model: String

  /// The tensor of a name; a length of nil may be anything.
  func tensor(_ name: String, _ shape: [Int?]) throws(TensorError) -> Tensor {
    guard let tensor = tensors[name] else {
      throw TensorError("\(model) cannot be made: there is no tensor called \"\(name)\".")
    }
    let fits =
      tensor.rank == shape.count
      && zip(tensor.shape, shape).allSatisfy { $1 == nil || $0 == $1 }
    guard fits else {
      let wanted = shape.map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
      throw TensorError(
        "\(model) cannot be made: \"\(name)\" should have the shape [\(wanted)] and has the shape "
          + "\(tensor.shape).")
    }
    return tensor
  }

  /// Whole numbers from 0, kept as scalars, below a limit: at most what floats tell apart.
  func whole(
    _ name: String, count: Int? = nil, below limit: Int = 1 << 24
  ) throws(TensorError) -> [Int] {
    var numbers: [Int] = []
    for scalar in try tensor(name, [count]).scalars {
      guard let number = Int(exactly: scalar), (0..<limit).contains(number) else {
        throw TensorError(
          "\(model) cannot be made: \"\(name)\" holds \(scalar), which is no whole number from 0 to "
            + "\(limit - 1).")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// One whole number, at least `least`.
  func one(_ name: String, atLeast least: Int = 1) throws(TensorError) -> Int {
    let number = try whole(name, count: 1)[0]
    guard number >= least else {
      throw TensorError("\(model) cannot be made: \"\(name)\" is \(number), below \(least).")
    }
    return number
  }
}

extension Double {
  /// The number as a file keeps it, in single precision, so that a model is equal to itself read
  /// again.
  var asKept: Double { Double(Float(self)) }
}

extension Tensor {
  /// Whole numbers as scalars; exact up to 2²⁴.
  init(whole numbers: [Int]) { self.init(numbers.map { Float($0) }) }
}
