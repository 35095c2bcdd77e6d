import Tensors

extension Tensor {
  /// From each image a window of the given size, at a place of its own draw.
  public func randomlyCropped(
    height: Int, width: Int, using random: inout Random
  ) -> Tensor {
    let batch = required(try checkedForCropping(height: height, width: width))
    var result: [Float] = []
    result.reserveCapacity(batch.count * height * width * batch.channels)
    for image in 0..<batch.count {
      let top = random.below(batch.height - height + 1)
      let left = random.below(batch.width - width + 1)
      for row in top..<(top + height) {
        let start = image * batch.stride + row * batch.rowStride + left * batch.channels
        result += scalars[start..<(start + width * batch.channels)]
      }
    }
    return Tensor(shape: [batch.count, height, width, batch.channels], scalars: result)
  }

  package func checkedForCropping(height: Int, width: Int) throws(TensorError) -> ImageBatch {
    let batch = try ImageBatch(self, for: "Cropping")
    guard height > 0, width > 0, height <= batch.height, width <= batch.width else {
      throw TensorError(
        "A window of \(height) by \(width) does not fit into images of \(batch.height) by "
          + "\(batch.width).")
    }
    return batch
  }
}
