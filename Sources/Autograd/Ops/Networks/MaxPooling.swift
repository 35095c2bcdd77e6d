import Tensors

extension PoolingWindow {
  /// The largest scalar of each window and channel, and where in the images it stands: the first of
  /// equals.
  func largest(_ images: Tensor) -> (result: Tensor, places: [Int32]) {
    let channels = channels
    var places = [Int32](repeating: 0, count: shape.reduce(1, *))
    let result = images.read { x in
      places.withUnsafeMutableBufferPointer { places in
        let places = places.baseAddress ?? UnsafeMutablePointer(bitPattern: 4)!
        return Tensor(shape: shape) { y in
          pieces { range in
            forEachPlace(range) { place, image, rows, columns in
              let (y, places) = (y + place * channels, places + place * channels)
              let first = pixel(image, rows.lowerBound, columns.lowerBound)
              for i in 0..<channels { (y[i], places[i]) = (x[first + i], Int32(first + i)) }
              for row in rows {
                for column in columns {
                  let start = pixel(image, row, column)
                  for i in 0..<channels {
                    let isLarger = x[start + i] > y[i] || x[start + i] != x[start + i]
                    y[i] = isLarger ? x[start + i] : y[i]
                    places[i] = isLarger ? Int32(truncatingIfNeeded: start + i) : places[i]
                  }
                }
              }
            }
          }
        }
      }
    }
    return (result, places)
  }
}

extension Tensor {
  /// The largest scalar of each window and channel; see ``Variable/maxPooled(_:stride:padding:)``.
  public func maxPooled(_ size: Int, stride: Int? = nil, padding: Int = 0) -> Tensor {
    let window = required(
      try PoolingWindow(
        shape, size: size, stride: stride ?? size, padding: padding, in: "max pooling"))
    return window.largest(self).result
  }
}

extension Variable {
  /// The largest scalar of each window and channel: images [number, height, width, channels] become
  /// smaller by the stride, which is the window's size unless said otherwise. The border that
  /// padding adds is never the largest.
  ///
  /// The gradient goes to the largest scalar, the first of equals. Where it stands is kept.
  public func maxPooled(_ size: Int, stride: Int? = nil, padding: Int = 0) -> Variable {
    let window = required(
      try PoolingWindow(
        shape, size: size, stride: stride ?? size, padding: padding, in: "max pooling"))
    let (result, places) = window.largest(value)
    let shape = shape
    return recorded(result) { gradient in
      var sums = Tensor.zeros(shape)
      gradient.read { gradient in
        sums.change { sums in
          places.withUnsafeBufferPointer { places in
            window.imagePieces { rows in
              let line = window.outputWidth * window.channels
              for i in rows.lowerBound * line..<rows.upperBound * line {
                sums[Int(places[i])] += gradient[i]
              }
            }
          }
        }
      }
      return sums
    }
  }
}
