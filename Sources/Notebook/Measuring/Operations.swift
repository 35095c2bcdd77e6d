import Tensors

/// The multiplications and additions that matrix products have made so far, those of convolutions and
/// attention among them; what other operations do is not counted.
///
///     let before = productOperations()
///     let product = Tensor.ones([3, 4]).matmul(.ones([4, 5]))
///     productOperations() - before  // 120
///
/// A count is the same on every machine, where a time is not.
public func productOperations() -> Int {
  Runtime.operations
}
