/// Collects the bytes of a binary file.
public struct ByteWriter {
  /// What has been collected.
  public var bytes: [UInt8] = []

  /// A writer that has collected nothing.
  public init() {}

  /// Adds numbers, the lowest byte of each first.
  public mutating func put<Number: FixedWidthInteger>(_ numbers: [Number]) {
    numbers.withUnsafeBufferPointer { numbers in
      bytes.reserveCapacity(bytes.count + numbers.count * Number.bitWidth / 8)
      for number in numbers {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
  }
}
