import Files
import Tensors

/// An array as MNIST and its many descendants are published: a magic number that names the type and
/// the number of axes, the length of each axis, and the values, highest byte first. Compressed with
/// gzip or not; the contents say which.
///
/// ```swift
/// let images = try IDX(contentsOf: "train-images-idx3-ubyte.gz")
/// images.shape                      // [60000, 28, 28]
/// let pixels = try images.tensor(dividedBy: 255)
/// ```
public struct IDX: Sendable, Equatable {
  /// The type of the values, by its code in the file.
  public enum Element: UInt8, Sendable, Equatable {
    /// Whole numbers from 0 to 255.
    case unsignedByte = 0x08
    /// Whole numbers from -128 to 127.
    case signedByte = 0x09
    /// Whole numbers of 16 bits.
    case short = 0x0B
    /// Whole numbers of 32 bits.
    case int = 0x0C
    /// Single precision.
    case float = 0x0D
    /// Double precision.
    case double = 0x0E

    /// The number of bytes of one value.
    var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .short: 2
      case .int, .float: 4
      case .double: 8
      }
    }
  }

  /// The type of the values.
  public let element: Element
  /// The length of each axis.
  public let shape: [Int]
  /// The values as they stand in the file.
  let payload: ArraySlice<UInt8>
  let path: String

  /// The number of values.
  public var count: Int { payload.count / element.size }

  /// Reads the file at `path`.
  public init(contentsOf path: String) throws(FileError) {
    try self.init(try FileBytes.read(path), path: path)
  }

  /// Reads bytes that were read already; `path` is what errors call them.
  public init(_ bytes: [UInt8], path: String) throws(FileError) {
    let plain = GZip.isCompressed(bytes) ? try GZip.decompress(bytes, path: path) : bytes
    var reader = ByteReader(plain, path: path)
    let magic = Array(try reader.bytes(4, "the magic number of an IDX file"))
    guard magic[0] == 0, magic[1] == 0, let element = Element(rawValue: magic[2]) else {
      throw FileError(
        path, at: .byte(0),
        "expected an IDX file, which begins with two zeros and a type from 8 to 14, found "
          + magic.map { "\($0)" }.joined(separator: " "))
    }
    var shape: [Int] = []
    var expected = element.size
    for axis in 0..<Int(magic[3]) {
      let length = Int(try reader.bigEndian(UInt32.self, "the length of axis \(axis)"))
      shape.append(length)
      guard let bytes = ArrayShape.byteCount(shape, elementSize: element.size) else {
        throw FileError(
          path, at: .byte(reader.position - 4), "the lengths \(shape) are impossible",
          hint: "The header is damaged")
      }
      expected = bytes
    }
    let found = reader.remaining.count
    guard found == expected else {
      throw FileError(
        path, at: .byte(reader.position),
        "the header promises \(expected / element.size) values of \(element.size) bytes in the shape \(shape), and "
          + "\(found) bytes follow",
        hint: "The file is incomplete, or it is two files in one; get it again")
    }
    self.element = element
    self.shape = shape
    self.path = path
    payload = reader.remaining
  }

  /// The values as a tensor, each divided by `divisor`. Double precision is rounded to single; a
  /// whole number that single precision does not have, and a number beyond its largest, is refused.
  public func tensor(dividedBy divisor: Float = 1) throws(FileError) -> Tensor {
    if let unfit = firstUnfit {
      throw FileError.notInSinglePrecision(
        path, byte: payload.startIndex + unfit * element.size, isWhole: element == .int)
    }
    return Tensor(shape: shape, scalars: scalars(dividedBy: divisor))
  }

  /// The first value that a tensor cannot hold.
  private var firstUnfit: Int? {
    guard element == .int || element == .double else { return nil }
    return payload.withUnsafeBytes { raw in
      (0..<count).first { index in
        if element == .int {
          let word = raw.loadUnaligned(fromByteOffset: 4 * index, as: Int32.self)
          return Float(exactly: Int32(bigEndian: word)) == nil
        }
        let word = raw.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
        let number = Double(bitPattern: UInt64(bigEndian: word))
        return number.isFinite && Float(number).isInfinite
      }
    }
  }

  private func scalars(dividedBy divisor: Float) -> [Float] {
    let count = count
    guard count > 0 else { return [] }
    return payload.withUnsafeBytes { raw in
      [Float](unsafeUninitializedCapacity: count) { scalars, initialized in
        @inline(__always)
        func fill(_ value: (Int) -> Float) {
          let scalars = scalars.baseAddress!
          for index in 0..<count { scalars[index] = value(index) / divisor }
        }
        func word<Word: FixedWidthInteger>(_ index: Int, _ type: Word.Type) -> Word {
          Word(bigEndian: raw.loadUnaligned(fromByteOffset: index * Word.bitWidth / 8, as: type))
        }
        switch element {
        case .unsignedByte: fill { Float(raw[$0]) }
        case .signedByte: fill { Float(Int8(bitPattern: raw[$0])) }
        case .short: fill { Float(word($0, Int16.self)) }
        case .int: fill { Float(word($0, Int32.self)) }
        case .float: fill { Float(bitPattern: word($0, UInt32.self)) }
        case .double: fill { Float(Double(bitPattern: word($0, UInt64.self))) }
        }
        initialized = count
      }
    }
  }

  /// The values of a file with one axis as class labels from 0 to `classes - 1`.
  public func labels(classes: Int) throws(FileError) -> [Int] {
    guard shape.count == 1, element == .unsignedByte else {
      throw FileError(
        path, "expected labels, one byte each, found \(element) values in the shape \(shape)",
        hint: "Labels and images may have been mixed up")
    }
    if let wrong = payload.firstIndex(where: { $0 >= classes }) {
      throw FileError(
        path, at: .byte(wrong),
        "label \(wrong - payload.startIndex) is \(payload[wrong]), and there are \(classes) classes"
      )
    }
    return payload.map(Int.init)
  }
}

extension ClassificationSet {
  /// Images and labels from a pair of IDX files, pixels scaled from 0...255 to 0...1.
  public init(
    images imagePath: String, labels labelPath: String, classNames: [String]
  ) throws(FileError) {
    let images = try IDX(contentsOf: imagePath)
    guard images.element == .unsignedByte, images.shape.count == 3 || images.shape.count == 4 else {
      throw FileError(
        imagePath,
        "expected images, [count, height, width] bytes, found \(images.element) values in the "
          + "shape \(images.shape)", hint: "Labels and images may have been mixed up")
    }
    let labels = try IDX(contentsOf: labelPath).labels(classes: classNames.count)
    guard labels.count == images.shape[0] else {
      throw FileError(
        labelPath, "there are \(labels.count) labels for \(images.shape[0]) images in \(imagePath)",
        hint: "The two files belong to different sets")
    }
    let pixels = try images.tensor(dividedBy: 255)
    self.init(
      images: Tensor(
        shape: images.shape.count == 3 ? images.shape + [1] : images.shape,
        scalars: pixels.scalars),
      labels: labels, classNames: classNames)
  }
}
