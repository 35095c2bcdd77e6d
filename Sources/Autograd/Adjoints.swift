import Tensors

/// The gradient of the loss with respect to one value, while it is being added up.
package struct Adjoint {
  /// The sum so far; nil while nothing was added.
  package private(set) var sum: Tensor?

  package init() {}

  /// Adds a gradient. The first becomes the sum; later ones are added in place, unless somebody
  /// else holds the sum.
  package mutating func add(_ gradient: Tensor) {
    if sum == nil {
      sum = gradient
    } else {
      sum! += gradient
    }
  }

  /// Hands the sum over and starts again from nothing.
  mutating func take() -> Tensor? {
    defer { sum = nil }
    return sum
  }

  /// Changes the sum, which starts from zeros of the given shape, in place.
  package mutating func update(_ shape: [Int], _ change: (inout Tensor) -> Void) {
    if sum == nil { sum = .zeros(shape) }
    change(&sum!)
  }

  /// Lets a kernel write the sum when there is none yet, and add to it when there is: the kernel
  /// gets 0 or 1, by which it scales what is there.
  package mutating func accumulate(
    _ shape: [Int], scaled kernel: (UnsafeMutablePointer<Float>, Float) -> Void
  ) {
    if sum == nil {
      sum = Tensor(shape: shape) { kernel($0, 0) }
    } else {
      sum!.change { kernel($0, 1) }
    }
  }

  /// Adds a matrix product, summed over leading axes that the input was repeated along. Where the
  /// sum has its shape the product is added by the product itself and is never a tensor of its own.
  package mutating func addProduct(
    _ left: Tensor, _ right: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false,
    shape: [Int]
  ) {
    if sum != nil, left.rank == shape.count, right.rank == shape.count, shape.count == 2 {
      sum!.addProduct(left, right, transposeLeft: transposeLeft, transposeRight: transposeRight)
    } else {
      let product = left.matmul(
        right, transposeLeft: transposeLeft, transposeRight: transposeRight)
      add(product.summed(to: shape))
    }
  }

  /// Adds a product of two matrices whose rows are the rows of a tensor of the given shape. Where
  /// several layers read one input, as queries, keys and values do, only the first makes a tensor.
  package mutating func addRows(
    _ left: Tensor, times right: Tensor, transposeRight: Bool, shape: [Int]
  ) {
    guard sum != nil else {
      sum = left.matmul(right, transposeRight: transposeRight).reshaped(shape)
      return
    }
    sum = sum!.reshaped([left.shape[0], shape[shape.count - 1]])
    sum!.addProduct(left, right, transposeRight: transposeRight)
    sum = sum!.reshaped(shape)
  }
}

/// The adjoints of all values on a tape, by slot.
package struct Adjoints {
  private var adjoints: [Adjoint]

  init(count: Int) {
    adjoints = Array(repeating: Adjoint(), count: count)
  }

  /// The adjoint of a slot.
  package subscript(slot: Int) -> Adjoint {
    get { adjoints[slot] }
    _modify { yield &adjoints[slot] }
  }

  /// Adds a gradient to the adjoint of a slot; towards a constant, which has none, does nothing.
  package mutating func add(_ gradient: @autoclosure () -> Tensor, to slot: Int?) {
    guard let slot else { return }
    adjoints[slot].add(gradient())
  }

  /// What was added up and not taken, by slot.
  func remaining() -> [Int: Tensor] {
    var remaining: [Int: Tensor] = [:]
    for (slot, adjoint) in adjoints.enumerated() {
      if let sum = adjoint.sum { remaining[slot] = sum }
    }
    return remaining
  }
}
