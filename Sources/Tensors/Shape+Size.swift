import Foundation

// How large a tensor may be: the one rule that everything which makes one goes by.

extension Shape {
  /// The number of scalars a shape holds, or the sentence that says why there can be no tensor of
  /// it: a length is negative, its bytes cannot be counted, or this machine has no memory for them.
  ///
  /// Lengths beside a 0 are multiplied too, though nothing is held, so that no part of the shape of
  /// a tensor that exists has a product that overflows.
  package static func count(
    _ shape: [Int], in operation: @autoclosure () -> String, memory: Int = machineMemory
  ) throws -> Int {
    let count = try product(shape, in: operation())
    guard count <= memory / bytesOfScalar else {
      throw TensorError(
        "\(operation()): shape \(shape) holds \(count) scalars, which take "
          + "\(gibibytes(count * bytesOfScalar)), and this machine has \(gibibytes(memory)) of "
          + "memory")
    }
    return count
  }

  /// The number of scalars of a shape that need not be held anywhere.
  static func product(_ shape: [Int], in operation: @autoclosure () -> String) throws -> Int {
    var (count, isEmpty) = (1, false)
    for length in shape {
      guard length >= 0 else {
        throw TensorError("\(operation()): shape \(shape) has a negative length")
      }
      if length == 0 {
        isEmpty = true
        continue
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, product <= Int.max / bytesOfScalar else {
        throw TensorError("\(operation()): shape \(shape) holds more scalars than can be counted")
      }
      count = product
    }
    return isEmpty ? 0 : count
  }

  /// The number of scalars of a tensor that is about to be made; stops where there can be none.
  @usableFromInline
  package static func size(_ shape: [Int]) -> Int {
    required(try count(shape, in: "making a tensor"))
  }

  /// The number of scalars a shape holds; the given number of scalars must be just that.
  package static func count(_ shape: [Int], filledBy scalars: Int) throws -> Int {
    let count = try Shape.product(shape, in: "making a tensor")
    guard count == scalars else {
      throw TensorError(
        "making a tensor: shape \(shape) holds \(count) scalars, but \(scalars) were given")
    }
    return count
  }

  /// The sum of lengths, where it can be counted.
  package static func sum(
    _ lengths: [Int], in operation: @autoclosure () -> String
  ) throws -> Int {
    try lengths.reduce(0) { total, length in
      let (sum, overflow) = total.addingReportingOverflow(length)
      guard !overflow else {
        throw TensorError("\(operation()): \(lengths) add up to more than can be counted")
      }
      return sum
    }
  }

  /// How many numbers a range holds, where a vector can hold as many.
  package static func count(_ range: Range<Int>) throws -> Int {
    let (length, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return try count([overflow ? .max : length], in: "the whole numbers of \(range)")
  }

  /// The bytes of memory of this machine: no tensor is larger.
  package static let machineMemory = Int(clamping: ProcessInfo.processInfo.physicalMemory)

  private static let bytesOfScalar = MemoryLayout<Float>.size

  private static func gibibytes(_ bytes: Int) -> String {
    String(format: "%.1f GiB", Double(bytes) / 0x1p30)
  }
}
