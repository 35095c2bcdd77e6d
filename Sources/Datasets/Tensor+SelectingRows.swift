import Tensors

extension Tensor {
  /// The rows of a matrix with these numbers, in this order.
  func selectingRows(_ numbers: [Int]) -> Tensor {
    let width = shape[1]
    var selected: [Float] = []
    selected.reserveCapacity(numbers.count * width)
    for number in numbers {
      guard number >= 0, number < shape[0] else {
        fatalError("There is no row \(number) in a set of \(shape[0]) examples.")
      }
      selected += scalars[(number * width)..<((number + 1) * width)]
    }
    return Tensor(shape: [numbers.count, width], scalars: selected)
  }
}
