/// The bytes of an `.npy` file, NumPy's own form of one array, which `numpy.load` reads.
///
/// Format 1.0: a header that says the type and the shape, padded so that the numbers begin at byte
/// 64 or a multiple of it; then the numbers row by row.
package enum NumPyArray {
  /// The bytes with which every such file begins.
  package static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Numbers of single precision, NumPy's float32.
  package static func encode(_ numbers: [Float], shape: [Int]) -> [UInt8] {
    encode(numbers, type: "f4", shape: shape)
  }

  /// Numbers of double precision, NumPy's float64.
  package static func encode(_ numbers: [Double], shape: [Int]) -> [UInt8] {
    encode(numbers, type: "f8", shape: shape)
  }

  /// Whole numbers, NumPy's int64.
  package static func encode(_ numbers: [Int], shape: [Int]) -> [UInt8] {
    encode(numbers, type: "i8", shape: shape)
  }

  /// The numbers go in as they stand in memory; the header says which byte comes first there.
  private static func encode<Number>(
    _ numbers: [Number], type: String, shape: [Int]
  ) -> [UInt8] {
    #if _endian(little)
      let order = "<"
    #else
      let order = ">"
    #endif
    return header(type: order + type, shape: shape) + numbers.withUnsafeBytes { [UInt8]($0) }
  }

  private static func header(type: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.map { "\($0)," }.joined(separator: " ")
    // A tuple of one keeps its comma in Python.
    let tuple = shape.count > 1 ? String(lengths.dropLast()) : lengths
    var text = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': (\(tuple)), }".utf8)
    text += [UInt8](repeating: 0x20, count: (64 - (11 + text.count) % 64) % 64) + [0x0A]
    return magic + [1, 0] + withUnsafeBytes(of: UInt16(text.count).littleEndian) { [UInt8]($0) }
      + text
  }
}
