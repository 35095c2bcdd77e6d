import Tensors

extension Tensor {
  /// Images moved up to `pixels` down or up and right or left, each by its own draw. What moves in
  /// from outside is 0. Padding by four and cropping back, as is usual for CIFAR-10, is the same as
  /// shifting by up to four.
  public func randomlyShifted(upTo pixels: Int, using random: inout Random) -> Tensor {
    guard pixels >= 0 else { fatalError("Shifting by up to \(pixels) pixels is not possible") }
    let batch = required(try ImageBatch(self, for: "Shifting"))
    var result = [Float](repeating: 0, count: count)
    for image in 0..<batch.count {
      let down = random.below(2 * pixels + 1) - pixels
      let right = random.below(2 * pixels + 1) - pixels
      shift(image, of: batch, down: down, right: right, into: &result)
    }
    return Tensor(shape: shape, scalars: result)
  }

  /// All images moved by the same number of pixels.
  package func shifted(down: Int, right: Int) -> Tensor {
    let batch = required(try ImageBatch(self, for: "Shifting"))
    var result = [Float](repeating: 0, count: count)
    for image in 0..<batch.count {
      shift(image, of: batch, down: down, right: right, into: &result)
    }
    return Tensor(shape: shape, scalars: result)
  }

  private func shift(
    _ image: Int, of batch: ImageBatch, down: Int, right: Int, into result: inout [Float]
  ) {
    let columns = batch.width - Swift.abs(right)
    guard columns > 0 else { return }
    let length = columns * batch.channels
    for row in Swift.max(0, down)..<Swift.max(0, down, batch.height + Swift.min(0, down)) {
      let target =
        image * batch.stride + row * batch.rowStride + Swift.max(0, right) * batch.channels
      let source =
        image * batch.stride + (row - down) * batch.rowStride
        + Swift.max(0, -right) * batch.channels
      for offset in 0..<length { result[target + offset] = scalars[source + offset] }
    }
  }
}
