extension Tensor {
  /// A single number, of shape `[]`.
  public init(_ scalar: Float) {
    self.init(shape: [], scalars: [scalar])
  }

  /// A vector.
  public init(_ scalars: [Float]) {
    self.init(shape: [scalars.count], scalars: scalars)
  }

  /// A matrix from its rows.
  ///
  ///     Tensor([[1, 2], [3, 4]]).shape   // [2, 2]
  public init(_ rows: [[Float]]) {
    let width = required(try Self.commonLength(rows.map(\.count), of: "row"))
    self.init(shape: [rows.count, width], scalars: rows.flatMap { $0 })
  }

  /// A tensor with three axes from its planes, each given by its rows.
  public init(_ planes: [[[Float]]]) {
    let height = required(try Self.commonLength(planes.map(\.count), of: "plane"))
    let rows = planes.flatMap { $0 }
    let width = required(try Self.commonLength(rows.map(\.count), of: "row"))
    self.init(shape: [planes.count, height, width], scalars: rows.flatMap { $0 })
  }

  /// The length that all parts have.
  package static func commonLength(_ lengths: [Int], of part: String) throws -> Int {
    let length = lengths.first ?? 0
    if let odd = lengths.firstIndex(where: { $0 != length }) {
      throw TensorError(
        "making a tensor from nested arrays: \(part) 0 has \(length) elements "
          + "but \(part) \(odd) has \(lengths[odd])")
    }
    return length
  }
}

extension Tensor {
  /// A tensor of zeros.
  ///
  ///     Tensor.zeros([2, 2])   // [[0, 0], [0, 0]]
  public static func zeros(_ shape: [Int]) -> Tensor {
    filled(shape, with: 0)
  }

  /// A tensor of ones.
  public static func ones(_ shape: [Int]) -> Tensor {
    filled(shape, with: 1)
  }

  /// A tensor in which every scalar is `value`.
  ///
  ///     Tensor.filled([3], with: 7)   // [7, 7, 7]
  public static func filled(_ shape: [Int], with value: Float) -> Tensor {
    let count = required(try Shape.count(shape, in: "making a tensor"))
    return Tensor(shape: shape, scalars: [Float](repeating: value, count: count))
  }

  /// The whole numbers of a range, as a vector.
  ///
  ///     Tensor.range(0..<5)   // [0, 1, 2, 3, 4]
  public static func range(_ range: Range<Int>) -> Tensor {
    _ = required(try Shape.count(range))
    return Tensor(range.map(Float.init))
  }

  /// Evenly spaced numbers from the first to the last, both included.
  ///
  ///     Tensor.linear(from: 0, to: 1, count: 5)   // [0, 0.25, 0.5, 0.75, 1]
  public static func linear(from first: Float, to last: Float, count: Int) -> Tensor {
    guard count >= 0 else { fatalError("linear: count is \(count), and cannot be negative") }
    _ = required(try Shape.count([count], in: "linear"))
    guard count > 1 else { return Tensor([Float](repeating: first, count: count)) }
    // In Double, so that rounding does not add up and the last number is exactly `last`.
    let step = (Double(last) - Double(first)) / Double(count - 1)
    var scalars = (0..<count).map { Float(Double(first) + Double($0) * step) }
    scalars[count - 1] = last
    return Tensor(scalars)
  }

  /// The square matrix with ones on the diagonal.
  ///
  ///     Tensor.identity(2)   // [[1, 0], [0, 1]]
  public static func identity(_ size: Int) -> Tensor {
    var result = zeros([size, size])
    for index in 0..<size { result.scalars[index * size + index] = 1 }
    return result
  }

  /// A matrix with one row per label, in which the label's column is 1 and the others are 0.
  ///
  ///     Tensor.oneHot([2, 0], classes: 3)   // [[0, 0, 1], [1, 0, 0]]
  public static func oneHot(_ labels: [Int], classes: Int) -> Tensor {
    required(try checkIndices(labels, below: classes, in: "one-hot", name: "label"))
    var result = zeros([labels.count, classes])
    for (row, label) in labels.enumerated() { result.scalars[row * classes + label] = 1 }
    return result
  }

  /// Every index must lie in `0..<limit`.
  package static func checkIndices(
    _ indices: [Int], below limit: Int, in operation: String, name: String = "index"
  ) throws {
    for (place, index) in indices.enumerated() where index < 0 || index >= limit {
      throw TensorError(
        "\(operation): \(name) \(index) at position \(place) is not in 0..<\(limit)")
    }
  }
}
