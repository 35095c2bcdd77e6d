/// A grid of numbers with any number of axes: a shape, and the scalars row by row.
///
/// A tensor is a value. Copies share their scalars until one of them is changed, so passing a
/// tensor around or giving it another shape costs nothing. Scalars are contiguous and row-major:
/// the last axis is the one whose neighbours lie side by side in memory.
///
///     let weights = Tensor([[1, 2, 3], [4, 5, 6]])
///     weights.shape      // [2, 3]
///     weights.scalars    // [1, 2, 3, 4, 5, 6]
///     weights[1, 2]      // 6
public struct Tensor: Sendable, Equatable {
  /// The length of each axis, outermost first. A single number has the shape `[]`.
  public let shape: [Int]

  /// The number of scalars: the product of the lengths of all axes.
  public let count: Int

  /// All scalars, row by row. They may be changed but not become more or fewer.
  ///
  /// Changing one of them changes it in place where no other tensor shares them. (An observer, as
  /// in `didSet`, would copy them all at every change.)
  @inlinable
  public var scalars: [Float] {
    get { elements }
    _modify {
      defer { checkCount() }
      yield &elements
    }
  }

  @usableFromInline var elements: [Float]

  /// Stops where there are more or fewer scalars than the shape holds.
  @inlinable @inline(__always)
  func checkCount() {
    if elements.count != count { stopBecauseOfCount() }
  }

  @usableFromInline
  func stopBecauseOfCount() -> Never {
    fatalError("changing scalars: shape \(shape) holds \(count) scalars, not \(elements.count)")
  }

  /// Creates a tensor from a shape and the scalars that fill it, row by row.
  ///
  ///     Tensor(shape: [2, 2], scalars: [1, 2, 3, 4])   // [[1, 2], [3, 4]]
  public init(shape: [Int], scalars: [Float]) {
    self.count = required(try Shape.count(shape, filledBy: scalars.count))
    self.shape = shape
    elements = scalars
  }

  /// Creates a tensor whose scalars are written, all of them, by a kernel.
  ///
  /// The memory is handed over uninitialised: writing zeros first would cost as much as most
  /// kernels do.
  @inlinable @inline(__always)
  package init(shape: [Int], filledBy kernel: (UnsafeMutablePointer<Float>) -> Void) {
    _ = Runtime.isPrepared
    let count = Shape.size(shape)
    self.shape = shape
    self.count = count
    elements = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let start = buffer.baseAddress, count > 0 { kernel(start) }
      initialized = count
    }
  }

  /// The number of axes.
  ///
  ///     Tensor([[1, 2]]).rank   // 2
  public var rank: Int { shape.count }

  /// True when an axis has length 0, so that there are no scalars.
  public var isEmpty: Bool { count == 0 }

  /// The number in a tensor that holds exactly one, whatever its rank: `loss.scalar`.
  ///
  ///     Tensor([1, 2]).sum().scalar   // 3
  public var scalar: Float {
    guard count == 1 else {
      fatalError("reading the scalar of a tensor of shape \(shape): it holds \(count), not one")
    }
    return scalars[0]
  }
}

extension Tensor {
  /// Calls a kernel with a pointer to the scalars, which is valid during the call only.
  @inlinable @inline(__always)
  package func read<Result>(_ kernel: (UnsafePointer<Float>) -> Result) -> Result {
    scalars.withUnsafeBufferPointer { buffer in
      // An empty array may have no address; a kernel that reads nothing may have any.
      kernel(buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)!)
    }
  }

  /// Calls a kernel with a pointer to the scalars, to change them in place.
  ///
  /// Copies them first when another tensor shares them.
  @inlinable @inline(__always)
  package mutating func change<Result>(
    _ kernel: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    scalars.withUnsafeMutableBufferPointer { buffer in
      kernel(buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Float>.alignment)!)
    }
  }
}
