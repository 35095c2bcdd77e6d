import Tensors

extension Tensor {
  /// The mean of each window and channel; see ``Variable/averagePooled(_:stride:padding:)``.
  public func averagePooled(_ size: Int, stride: Int? = nil, padding: Int = 0) -> Tensor {
    let window = required(
      try PoolingWindow(
        shape, size: size, stride: stride ?? size, padding: padding, in: "average pooling"))
    let channels = window.channels
    return read { x in
      Tensor(shape: window.shape) { y in
        window.pieces { range in
          window.forEachPlace(range) { place, image, rows, columns in
            let y = y + place * channels
            let share = 1 / Float(rows.count * columns.count)
            for i in 0..<channels { y[i] = 0 }
            for row in rows {
              for column in columns {
                let x = x + window.pixel(image, row, column)
                for i in 0..<channels { y[i] += x[i] }
              }
            }
            for i in 0..<channels { y[i] *= share }
          }
        }
      }
    }
  }
}

extension Variable {
  /// The mean of each window and channel: images [number, height, width, channels] become smaller
  /// by the stride, which is the window's size unless said otherwise. Only real pixels count, not
  /// the border that padding adds.
  ///
  /// The gradient is shared out evenly over the window. Nothing is kept.
  public func averagePooled(_ size: Int, stride: Int? = nil, padding: Int = 0) -> Variable {
    let window = required(
      try PoolingWindow(
        shape, size: size, stride: stride ?? size, padding: padding, in: "average pooling"))
    let (shape, channels) = (shape, window.channels)
    return recorded(value.averagePooled(size, stride: stride, padding: padding)) { gradient in
      var sums = Tensor.zeros(shape)
      gradient.read { gradient in
        sums.change { sums in
          window.imagePieces { lines in
            window.forEachPlace(lines) { place, image, rows, columns in
              let gradient = gradient + place * channels
              let share = 1 / Float(rows.count * columns.count)
              for row in rows {
                for column in columns {
                  let sums = sums + window.pixel(image, row, column)
                  for i in 0..<channels { sums[i] += gradient[i] * share }
                }
              }
            }
          }
        }
      }
      return sums
    }
  }
}
