import Files

/// The header of a safetensors file, every promise of which was held against the file's length.
struct SafetensorsHeader {
  /// One tensor: what it is called, and which bytes of the file are its numbers.
  struct Entry {
    let name: String
    let element: ElementType
    let shape: [Int]
    let bytes: Range<Int>
    /// Where its description begins, for errors.
    let place: Int
  }

  /// The longest header that readers of the format accept.
  static let longest = 100_000_000

  /// The tensors, in the order of their numbers in the file.
  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  private let path: String
  /// Where the numbers begin.
  private let start: Int

  init(_ bytes: [UInt8], path: String) throws(FileError) {
    self.path = path
    var reader = ByteReader(bytes, path: path)
    let length = try reader.littleEndian(UInt64.self, "the length of the header")
    guard length <= Self.longest, Int(length) <= reader.remaining.count else {
      throw FileError(
        path, at: .byte(0),
        "the header should have \(length) bytes, and the file has \(reader.remaining.count) more",
        hint: "The file is incomplete or no safetensors file")
    }
    start = 8 + Int(length)
    var scanner = HeaderScanner(bytes, 8..<start, path: path)
    try readObject(&scanner)
    guard scanner.isAtEnd() else { throw scanner.error("expected nothing after the closing }") }
    try checkThatNothingOverlaps(fileLength: bytes.count)
  }

  private mutating func readObject(_ scanner: inout HeaderScanner) throws(FileError) {
    var names: Set<String> = []
    try scanner.expect("{")
    if scanner.takes("}") { return }
    repeat {
      let place = scanner.place()
      let name = try scanner.string()
      guard names.insert(name).inserted else {
        throw scanner.error("two tensors are called \"\(name)\"", at: place)
      }
      try scanner.expect(":")
      if name == "__metadata__" {
        try readMetadata(&scanner)
      } else {
        entries.append(try entry(name, place, &scanner))
      }
    } while scanner.takes(",")
    try scanner.expect("}")
  }

  private mutating func readMetadata(_ scanner: inout HeaderScanner) throws(FileError) {
    try scanner.expect("{")
    if scanner.takes("}") { return }
    repeat {
      let place = scanner.place()
      let key = try scanner.string()
      try scanner.expect(":")
      guard metadata.updateValue(try scanner.string(), forKey: key) == nil else {
        throw scanner.error("the metadata says \"\(key)\" twice", at: place)
      }
    } while scanner.takes(",")
    try scanner.expect("}")
  }

  /// Reads the description of one tensor: its type, its shape and its place.
  private func entry(
    _ name: String, _ place: Int, _ scanner: inout HeaderScanner
  ) throws(FileError) -> Entry {
    var (type, shape, offsets): (String?, [Int]?, [Int]?) = (nil, nil, nil)
    try scanner.expect("{")
    repeat {
      let fieldPlace = scanner.place()
      let field = try scanner.string()
      try scanner.expect(":")
      switch field {
      case "dtype" where type == nil: type = try scanner.string()
      case "shape" where shape == nil: shape = try scanner.numbers("[", "]")
      case "data_offsets" where offsets == nil: offsets = try scanner.numbers("[", "]")
      default:
        throw scanner.error(
          "\"\(field)\" is not one of dtype, shape and data_offsets, or comes twice",
          at: fieldPlace)
      }
    } while scanner.takes(",")
    try scanner.expect("}")
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw scanner.error("tensor \"\(name)\" needs dtype, shape and two data_offsets", at: place)
    }
    guard let element = Self.elements[type] else {
      throw scanner.error(
        "tensor \"\(name)\" has the type \(type)", at: place,
        hint: "Only F32, F16 and BF16 can be read without loss; convert it before saving")
    }
    return try checked(name, place, element, shape, offsets, scanner)
  }

  private static let elements: [String: ElementType] = [
    "F32": .float(bits: 32), "F16": .float(bits: 16), "BF16": .brainFloat,
  ]

  private func checked(
    _ name: String, _ place: Int, _ element: ElementType, _ shape: [Int], _ offsets: [Int],
    _ scanner: HeaderScanner
  ) throws(FileError) -> Entry {
    var size = element.size
    for length in shape {
      let (product, isTooMuch) = size.multipliedReportingOverflow(by: length)
      guard !isTooMuch else {
        throw scanner.error("tensor \"\(name)\" has the impossible shape \(shape)", at: place)
      }
      size = product
    }
    let (first, last) = (offsets[0], offsets[1])
    guard first <= last, last - first == size else {
      throw scanner.error(
        "tensor \"\(name)\" of shape \(shape) needs \(size) bytes, and bytes \(first) to \(last) "
          + "were given", at: place)
    }
    let (end, isTooFar) = start.addingReportingOverflow(last)
    guard !isTooFar else {
      throw scanner.error("tensor \"\(name)\" ends at byte \(last), too far", at: place)
    }
    return Entry(
      name: name, element: element, shape: shape, bytes: (start + first)..<end, place: place)
  }

  /// Each byte after the header belongs to exactly one tensor: nothing hides between them, and no
  /// two share a number.
  private mutating func checkThatNothingOverlaps(fileLength: Int) throws(FileError) {
    entries.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    var end = start
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        let relation = entry.bytes.lowerBound < end ? "overlaps" : "leaves a gap to"
        throw FileError(
          path, at: .byte(entry.place),
          "reading the header: tensor \"\(entry.name)\" \(relation) the one before it")
      }
      end = entry.bytes.upperBound
    }
    guard end == fileLength else {
      throw FileError(
        path, at: .byte(fileLength),
        "the header promises \(end - start) bytes of numbers, and the file has "
          + "\(fileLength - start)", hint: "The file is incomplete; get it again")
    }
  }
}
