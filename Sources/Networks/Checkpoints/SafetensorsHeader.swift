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

  /// The longest header that is read. Other readers take ten times as much; in memory it gets more
  /// than ten times as large, and the largest models have headers of a few hundred kilobytes.
  static let longest = 10_000_000

  /// The tensors, in the order of their numbers in the file.
  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  /// Where the numbers begin.
  private let start: Int

  /// Reads a header. Tensors that the caller leaves out may also hold types that are not read.
  init(
    _ bytes: [UInt8], path: String, leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) throws(FileError) {
    var reader = ByteReader(bytes, path: path)
    let length = try reader.littleEndian(UInt64.self, "the length of the header")
    guard length <= reader.remaining.count else {
      throw FileError(
        path, at: .byte(0),
        "the header should have \(length) bytes, and the file has \(reader.remaining.count) more",
        hint: "The file is incomplete or no safetensors file")
    }
    guard length <= Self.longest else {
      throw FileError(
        path, at: .byte(0),
        "the header has \(length) bytes, more than the \(Self.longest) that are read",
        hint: "The file is damaged or no safetensors file")
    }
    start = 8 + Int(length)
    do throws(Flaw) {
      try read(bytes, leavingOut: isLeftOut)
      try checkThatNothingOverlaps()
    } catch {
      throw FileError(path, at: .byte(error.offset), "reading the header: \(error.message)")
    }
    let end = entries.last?.bytes.upperBound ?? start
    guard end == bytes.count else {
      throw FileError(
        path, at: .byte(bytes.count),
        "the header promises \(end - start) bytes of numbers, and the file has "
          + "\(bytes.count - start)", hint: "The file is incomplete; get it again")
    }
  }

  private mutating func read(
    _ bytes: [UInt8], leavingOut isLeftOut: (String) -> Bool
  ) throws(Flaw) {
    guard start > 8, bytes[8] == UInt8(ascii: "{") else {
      throw Flaw(offset: 8, message: "expected '{' as the first byte")
    }
    let header = try Fields(
      JSON.read(bytes, in: 8..<start, depth: 4), offset: 8, subject: "the header")
    for member in header.members {
      if member.key == "__metadata__" {
        let texts = try Fields(member.value, offset: member.offset, subject: "__metadata__")
        for text in texts.members { metadata[text.key] = try texts.string(text.key) }
      } else {
        entries.append(try entry(member, isLeftOut: isLeftOut(member.key)))
      }
    }
  }

  /// Reads the description of one tensor: its type, its shape and its place.
  private func entry(_ member: JSON.Member, isLeftOut: Bool) throws(Flaw) -> Entry {
    let (name, place) = (member.key, member.offset)
    let fields = try Fields(member.value, offset: place, subject: "tensor \"\(name)\"")
    try fields.allow("dtype", "shape", "data_offsets")
    let type = try fields.string("dtype")
    guard let element = Self.elements[type] ?? (isLeftOut ? Self.others[type] : nil) else {
      throw fields.flaw(
        "dtype",
        "tensor \"\(name)\" has the type \(type), and only F32, F16 and BF16 can be read without "
          + "loss; convert it before saving")
    }
    let shape = try fields.counts("shape")
    let offsets = try fields.counts("data_offsets")
    guard let size = ArrayShape.byteCount(shape, elementSize: element.size) else {
      throw fields.flaw("shape", "tensor \"\(name)\" has the impossible shape \(shape)")
    }
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] - offsets[0] == size else {
      throw fields.flaw(
        "data_offsets",
        "tensor \"\(name)\" of shape \(shape) needs \(size) bytes, and the data_offsets \(offsets) "
          + "were given")
    }
    let (end, isTooFar) = start.addingReportingOverflow(offsets[1])
    guard !isTooFar else {
      throw fields.flaw("data_offsets", "tensor \"\(name)\" ends at byte \(offsets[1]), too far")
    }
    return Entry(
      name: name, element: element, shape: shape, bytes: (start + offsets[0])..<end, place: place)
  }

  private static let elements: [String: ElementType] = [
    "F32": .float(bits: 32), "F16": .float(bits: 16), "BF16": .brainFloat,
  ]

  /// The types of tensors that can only be left out.
  private static let others: [String: ElementType] = [
    "I64": .signed(bits: 64), "I32": .signed(bits: 32), "F64": .float(bits: 64),
    "U8": .unsigned(bits: 8), "BOOL": .unsigned(bits: 8),
  ]

  /// Each byte after the header belongs to exactly one tensor: nothing hides between them, and no
  /// two share a number.
  private mutating func checkThatNothingOverlaps() throws(Flaw) {
    entries.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    var end = start
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        let relation = entry.bytes.lowerBound < end ? "overlaps" : "leaves a gap to"
        throw Flaw(
          offset: entry.place, message: "tensor \"\(entry.name)\" \(relation) the one before it")
      }
      end = entry.bytes.upperBound
    }
  }
}
