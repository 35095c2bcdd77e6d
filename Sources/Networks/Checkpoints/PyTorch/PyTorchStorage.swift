import Files

extension PyTorchStorage {
  private static let elements: [String: ElementType] = [
    "torch FloatStorage": .float(bits: 32), "torch HalfStorage": .float(bits: 16),
    "torch DoubleStorage": .float(bits: 64), "torch BFloat16Storage": .brainFloat,
    "torch LongStorage": .signed(bits: 64), "torch IntStorage": .signed(bits: 32),
    "torch ShortStorage": .signed(bits: 16), "torch CharStorage": .signed(bits: 8),
    "torch ByteStorage": .unsigned(bits: 8),
  ]

  /// A storage from what a pickle says about it: the word for it, the type, the key, the device, the
  /// number of elements and, in older files, that it is no view of another.
  init(_ value: PickleValue, at place: Int, _ path: String) throws(FileError) {
    guard case .list(let values, _) = value, values.count == 5 || values.count == 6,
      case .text("storage") = values[0], case .name(let type) = values[1],
      case .text(let key) = values[2], case .whole(let count) = values[4], count >= 0
    else { throw FileError(path, at: .byte(place), "expected the description of a storage") }
    if values.count == 6 {
      guard case .nothing = values[5] else {
        throw FileError(
          path, at: .byte(place), "storage \(key) is a view of another, which is not supported")
      }
    }
    guard let element = Self.elements[type] else {
      throw FileError(
        path, at: .byte(place), "storage \(key) has the type \(type), which is not supported",
        hint: "Numbers, and not truths or complex numbers, can be read")
    }
    (self.key, self.element, self.count) = (key, element, count)
  }
}

extension PyTorchView {
  /// A tensor from the values that PyTorch makes it of: storage, offset, shape, strides, whether it
  /// wants a gradient, and what is to be called with that. Every number is in the storage, and there
  /// are no more numbers than it has.
  init(_ values: [PickleValue], at place: Int, _ path: String) throws(FileError) {
    func error(_ problem: String) -> FileError { FileError(path, at: .byte(place), problem) }
    func counts(_ value: PickleValue) -> [Int]? {
      guard case .list(let values, _) = value else { return nil }
      let counts = values.compactMap { if case .whole(let count) = $0 { count } else { nil } }
      return counts.count == values.count && counts.allSatisfy { $0 >= 0 } ? counts : nil
    }
    guard case .storage(let storage) = values[0], case .whole(let offset) = values[1], offset >= 0,
      let shape = counts(values[2]), let strides = counts(values[3]), shape.count == strides.count,
      case .table(let hooks, _) = values[5], hooks.isEmpty
    else { throw error("expected the storage, offset, shape and strides of a tensor") }
    guard let size = ArrayShape.byteCount(shape, elementSize: 1), size <= storage.count else {
      throw error(
        "a tensor of shape \(shape) has more numbers than its storage, which has \(storage.count)")
    }
    var last = offset
    for (length, stride) in zip(shape, strides) where size > 0 {
      let (reach, isTooFar) = (length - 1).multipliedReportingOverflow(by: stride)
      let (sum, isTooMany) = last.addingReportingOverflow(reach)
      guard !isTooFar, !isTooMany else { throw error("a tensor has the strides \(strides)") }
      last = sum
    }
    guard size == 0 || last < storage.count else {
      throw error(
        "a tensor of shape \(shape) and strides \(strides) reaches to number \(last) of a storage of "
          + "\(storage.count)")
    }
    (self.storage, self.offset, self.shape, self.strides) = (storage, offset, shape, strides)
  }

  /// Its numbers, row by row, out of those of its storage.
  func scalars(of numbers: [Float]) -> [Float] {
    let count = shape.reduce(1, *)
    guard count > 0 else { return [] }
    var (expected, isPlain) = (1, true)
    for (length, stride) in zip(shape, strides).reversed() {
      if length > 1, stride != expected { isPlain = false }
      expected *= length
    }
    guard !isPlain else { return Array(numbers[offset..<offset + count]) }
    return (0..<count).map { index in
      var (rest, place) = (index, offset)
      for (length, stride) in zip(shape, strides).reversed() {
        place += rest % length * stride
        rest /= length
      }
      return numbers[place]
    }
  }
}
