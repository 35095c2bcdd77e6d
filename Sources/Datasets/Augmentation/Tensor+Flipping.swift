import Tensors

extension Tensor {
  /// Images mirrored left to right, each with the given probability. Right for photographs, wrong
  /// for digits and letters.
  public func randomlyFlipped(
    probability: Double = 0.5, using random: inout Random
  ) -> Tensor {
    let batch = required(try ImageBatch(self, for: "Flipping"))
    var result = scalars
    for image in 0..<batch.count where random.unit() < probability {
      for row in 0..<batch.height {
        let start = image * batch.stride + row * batch.rowStride
        for column in 0..<batch.width {
          let source = start + (batch.width - 1 - column) * batch.channels
          let target = start + column * batch.channels
          for channel in 0..<batch.channels {
            result[target + channel] = scalars[source + channel]
          }
        }
      }
    }
    return Tensor(shape: shape, scalars: result)
  }
}
