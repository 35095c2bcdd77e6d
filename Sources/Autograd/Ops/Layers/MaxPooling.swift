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
              var channel = 0
              while channel + 16 <= channels {
                lanes(x, image, rows, columns, channel, y + channel, places + channel)
                channel += 16
              }
              for channel in channel..<channels {
                single(x, image, rows, columns, channel, y + channel, places + channel)
              }
            }
          }
        }
      }
    }
    return (result, places)
  }

  /// The largest of one window for sixteen channels at once, which stay in registers.
  @inline(__always)
  private func lanes(
    _ x: UnsafePointer<Float>, _ image: Int, _ rows: Range<Int>, _ columns: Range<Int>,
    _ channel: Int, _ y: UnsafeMutablePointer<Float>, _ places: UnsafeMutablePointer<Int32>
  ) {
    let start = pixel(image, rows.lowerBound, columns.lowerBound) + channel
    let lane = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    var largest = Lanes(x + start)
    var place = lane &+ Int32(truncatingIfNeeded: start)
    for row in rows {
      for column in columns {
        let start = pixel(image, row, column) + channel
        let scalars = Lanes(x + start)
        let isLarger = (scalars .> largest) .| (scalars .!= scalars)
        largest.replace(with: scalars, where: isLarger)
        place.replace(with: lane &+ Int32(truncatingIfNeeded: start), where: isLarger)
      }
    }
    largest.store(to: y)
    UnsafeMutableRawPointer(places).storeBytes(of: place, as: SIMD16<Int32>.self)
  }

  /// The same for one channel.
  @inline(__always)
  private func single(
    _ x: UnsafePointer<Float>, _ image: Int, _ rows: Range<Int>, _ columns: Range<Int>,
    _ channel: Int, _ y: UnsafeMutablePointer<Float>, _ places: UnsafeMutablePointer<Int32>
  ) {
    var place = pixel(image, rows.lowerBound, columns.lowerBound) + channel
    var largest = x[place]
    for row in rows {
      for column in columns {
        let start = pixel(image, row, column) + channel
        let isLarger = x[start] > largest || x[start] != x[start]
        (largest, place) = isLarger ? (x[start], start) : (largest, place)
      }
    }
    (y.pointee, places.pointee) = (largest, Int32(truncatingIfNeeded: place))
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
