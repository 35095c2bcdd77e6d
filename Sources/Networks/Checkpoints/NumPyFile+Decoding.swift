import Files
import Tensors

extension NumPyFile {
  /// What the header of an `.npy` file says.
  private struct Header {
    var element: ElementType?
    var isBigEndian = false
    var isColumnMajor: Bool?
    var shape: [Int]?
  }

  /// The tensor in the bytes of an `.npy` file; `path` is what errors call it.
  package static func decode(_ bytes: [UInt8], path: String) throws(FileError) -> Tensor {
    var reader = ByteReader(bytes, path: path)
    guard
      try reader.bytes(6, "the magic number of an .npy file").elementsEqual(
        NumPyArray.magic)
    else {
      throw FileError(path, at: .byte(0), "expected an .npy file, which begins with \\x93NUMPY")
    }
    let major = try reader.littleEndian(UInt8.self, "the version")
    let minor = try reader.littleEndian(UInt8.self, "the version")
    guard (1...3).contains(major), minor == 0 else {
      throw FileError(
        path, at: .byte(6),
        "expected version 1.0, 2.0 or 3.0 of the format, found \(major).\(minor)")
    }
    let what = "the length of the header"
    let length =
      major == 1
      ? Int(try reader.littleEndian(UInt16.self, what))
      : Int(try reader.littleEndian(UInt32.self, what))
    let start = reader.position
    _ = try reader.bytes(length, "the header")
    guard length <= longestHeader else {
      throw FileError(
        path, at: .byte(8),
        "the header has \(length) bytes, more than the \(longestHeader) that NumPy reads",
        hint: "The file is damaged or no .npy file")
    }
    var scanner = PythonScanner(bytes, start..<(start + length), path: path)
    let header = try header(&scanner)
    guard let element = header.element, let isColumnMajor = header.isColumnMajor,
      let shape = header.shape
    else {
      throw scanner.error("descr, fortran_order and shape are needed", at: start)
    }
    let numbers = try checked(shape, element, reader, path: path)
    let scalars = try element.floats(numbers, isBigEndian: header.isBigEndian, path: path)
    return Tensor(
      shape: shape, scalars: isColumnMajor ? rowMajor(scalars, shape) : scalars)
  }

  /// The longest header that NumPy takes for safe.
  private static let longestHeader = 10_000

  /// Reads a dictionary of Python: `{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }`.
  private static func header(_ scanner: inout PythonScanner) throws(FileError) -> Header {
    var header = Header()
    try scanner.expect("{")
    while !scanner.takes("}") {
      let place = scanner.place()
      let field = try scanner.string()
      try scanner.expect(":")
      switch field {
      case "descr" where header.element == nil:
        (header.element, header.isBigEndian) = try element(&scanner)
      case "fortran_order" where header.isColumnMajor == nil:
        header.isColumnMajor = scanner.takes(word: "True")
        guard header.isColumnMajor == true || scanner.takes(word: "False") else {
          throw scanner.error("expected True or False")
        }
      case "shape" where header.shape == nil:
        header.shape = try scanner.tuple()
      default:
        throw scanner.error(
          "'\(field)' is not one of descr, fortran_order and shape, or comes twice", at: place)
      }
      if !scanner.takes(",") {
        try scanner.expect("}")
        break
      }
    }
    guard scanner.isAtEnd() else { throw scanner.error("expected nothing after the closing }") }
    return header
  }

  /// Reads a type such as `'<f4'`: the order of the bytes, the kind of number and its size.
  private static func element(
    _ scanner: inout PythonScanner
  ) throws(FileError) -> (ElementType, isBigEndian: Bool) {
    let place = scanner.place()
    guard !scanner.isNext("[") else {
      throw scanner.error(
        "the array has records instead of numbers", hint: "Save each of its fields alone")
    }
    let word = try scanner.string()
    let types: [String: ElementType] = [
      "f2": .float(bits: 16), "f4": .float(bits: 32), "f8": .float(bits: 64),
      "i1": .signed(bits: 8), "i2": .signed(bits: 16), "i4": .signed(bits: 32),
      "i8": .signed(bits: 64), "u1": .unsigned(bits: 8), "u2": .unsigned(bits: 16),
      "u4": .unsigned(bits: 32), "u8": .unsigned(bits: 64), "b1": .unsigned(bits: 8),
    ]
    guard let order = word.first, "<>|=".contains(order), let type = types[String(word.dropFirst())]
    else {
      throw scanner.error(
        "the array has the type '\(word)'", at: place,
        hint: "Arrays of real numbers can be read; objects never, since they may run code")
    }
    return (type, order == ">")
  }

  /// The bytes of the numbers, after the shape was held against their count.
  private static func checked(
    _ shape: [Int], _ element: ElementType, _ reader: ByteReader, path: String
  ) throws(FileError) -> ArraySlice<UInt8> {
    guard let size = ArrayShape.byteCount(shape, elementSize: element.size) else {
      throw FileError(
        path, at: .byte(10), "the array has the impossible shape \(shape)",
        hint: "The header is damaged")
    }
    guard reader.remaining.count == size else {
      throw FileError(
        path, at: .byte(reader.position),
        "an array of shape \(shape) needs \(size) bytes, and \(reader.remaining.count) follow",
        hint: "The file is incomplete; get it again")
    }
    return reader.remaining
  }

  /// Numbers that stand column by column, row by row.
  private static func rowMajor(_ scalars: [Float], _ shape: [Int]) -> [Float] {
    guard shape.count > 1, !scalars.isEmpty else { return scalars }
    var strides = [1]
    for length in shape.dropLast() { strides.append(strides.last! * length) }
    var index = [Int](repeating: 0, count: shape.count)
    var result: [Float] = []
    result.reserveCapacity(scalars.count)
    while result.count < scalars.count {
      result.append(scalars[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }])
      var axis = shape.count - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
        axis -= 1
      }
    }
    return result
  }
}
