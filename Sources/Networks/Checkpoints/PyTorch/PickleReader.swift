import Files

/// Follows the instructions of a pickle of protocol 2 that make texts, numbers, lists, tables and
/// tensors.
struct PickleReader {
  private(set) var reader: ByteReader
  private var stack: [PickleValue] = []
  private var memory: [Int: PickleValue] = [:]

  /// A reader that stands where a pickle begins.
  init(_ reader: ByteReader) {
    self.reader = reader
  }

  /// The value that the pickle makes; then the reader stands behind it.
  mutating func value() throws(FileError) -> PickleValue {
    (stack, memory) = ([], [:])
    while true {
      let place = reader.position
      let code = try reader.littleEndian(UInt8.self, "an instruction")
      if code == UInt8(ascii: ".") {
        guard stack.count == 1 else {
          throw error(place, "the pickle ends with \(stack.count) values and not with one")
        }
        return stack[0]
      }
      try follow(code, at: place)
    }
  }

  private mutating func follow(_ code: UInt8, at place: Int) throws(FileError) {
    switch code {
    case 0x80:
      let version = try reader.littleEndian(UInt8.self, "the protocol")
      guard version == 2 else {
        throw error(place, "the pickle has protocol \(version), and that of weights is 2")
      }
    case UInt8(ascii: "N"): stack.append(.nothing)
    case 0x88: stack.append(.truth(true))
    case 0x89: stack.append(.truth(false))
    case UInt8(ascii: "K"): stack.append(.whole(Int(try number(UInt8.self))))
    case UInt8(ascii: "M"): stack.append(.whole(Int(try number(UInt16.self))))
    case UInt8(ascii: "J"): stack.append(.whole(Int(Int32(bitPattern: try number(UInt32.self)))))
    case 0x8A: try long(at: place)
    case UInt8(ascii: "X"): try text(at: place)
    case UInt8(ascii: "c"): try name()
    case UInt8(ascii: "("): stack.append(.mark)
    case UInt8(ascii: ")"), UInt8(ascii: "]"): stack.append(.list([], depth: 1))
    case UInt8(ascii: "}"): stack.append(.table([], depth: 1))
    case 0x85, 0x86, 0x87: try tuple(of: Int(code) - 0x84, at: place)
    case UInt8(ascii: "t"):
      let values = try sinceMark(at: place)
      stack.append(try list(values, at: place))
    case UInt8(ascii: "a"), UInt8(ascii: "e"): try append(code, at: place)
    case UInt8(ascii: "s"), UInt8(ascii: "u"): try set(code, at: place)
    case UInt8(ascii: "q"): try keep(Int(try number(UInt8.self)), at: place)
    case UInt8(ascii: "r"): try keep(Int(try number(UInt32.self)), at: place)
    case UInt8(ascii: "h"): try recall(Int(try number(UInt8.self)), at: place)
    case UInt8(ascii: "j"): try recall(Int(try number(UInt32.self)), at: place)
    case UInt8(ascii: "Q"):
      stack.append(.storage(try PyTorchStorage(try pop(at: place), at: place, reader.path)))
    case UInt8(ascii: "R"): try call(at: place)
    case UInt8(ascii: "b"):
      // What is attached to a table, such as the versions of a model's layers, is left out.
      guard case .table = try pop(at: place), let table = stack.last, case .table = table else {
        throw error(place, "the pickle attaches something to what is no table")
      }
    default:
      throw error(
        place, "the pickle has the instruction \(code), which files of weights do not need",
        hint: "It might run a program when Python reads it; ask its author for a safetensors file")
    }
  }

  private mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(FileError) -> Number { try reader.littleEndian(type, "a number of the pickle") }

  private mutating func long(at place: Int) throws(FileError) {
    let count = Int(try number(UInt8.self))
    let bytes = try reader.bytes(count, "a whole number")
    guard count <= 8 else {
      throw error(place, "a whole number of \(count) bytes is more than can be counted")
    }
    let isNegative = (bytes.last ?? 0) & 0x80 != 0
    let value = bytes.reversed().reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) }
    stack.append(.whole(value))
  }

  private mutating func text(at place: Int) throws(FileError) {
    let count = Int(try reader.littleEndian(UInt32.self, "the length of a text"))
    guard let text = String(validating: try reader.bytes(count, "a text"), as: UTF8.self) else {
      throw error(place, "a text is not UTF-8")
    }
    stack.append(.text(text))
  }

  /// The names of weights' functions and types are shorter than this, both parts together.
  private static let longestName = 100

  private mutating func name() throws(FileError) {
    var parts: [String] = []
    for _ in 0..<2 {
      let start = reader.position
      let bytes = reader.remaining.prefix(Self.longestName)
      guard let end = bytes.firstIndex(of: 0x0A) else {
        throw error(start, "expected the name of a type of PyTorch")
      }
      parts.append(String(decoding: bytes[..<end], as: UTF8.self))
      reader.position = end + 1
    }
    stack.append(.name(parts.joined(separator: " ")))
  }

  private mutating func pop(at place: Int) throws(FileError) -> PickleValue {
    guard let value = stack.popLast() else {
      throw error(place, "an instruction of the pickle needs a value, and there is none")
    }
    if case .mark = value {
      throw error(place, "an instruction of the pickle needs a value, and a list begins there")
    }
    return value
  }

  private mutating func sinceMark(at place: Int) throws(FileError) -> [PickleValue] {
    let start = stack.lastIndex { if case .mark = $0 { true } else { false } }
    guard let start else { throw error(place, "a list ends in the pickle that did not begin") }
    defer { stack.removeSubrange(start...) }
    return Array(stack[(start + 1)...])
  }

  private func list(_ values: [PickleValue], at place: Int) throws(FileError) -> PickleValue {
    .list(values, depth: try depth(of: values, at: place))
  }

  private func depth(of values: [PickleValue], at place: Int) throws(FileError) -> Int {
    let depth = 1 + (values.map(\.depth).max() ?? 0)
    guard depth <= PickleValue.deepest else {
      throw error(place, "values of the pickle stand in each other more than \(depth - 1) deep")
    }
    return depth
  }

  private mutating func tuple(of count: Int, at place: Int) throws(FileError) {
    var values: [PickleValue] = []
    for _ in 0..<count { values.insert(try pop(at: place), at: 0) }
    stack.append(try list(values, at: place))
  }

  private mutating func append(_ code: UInt8, at place: Int) throws(FileError) {
    let added = code == UInt8(ascii: "a") ? [try pop(at: place)] : try sinceMark(at: place)
    guard case .list(var values, let depth) = try pop(at: place) else {
      throw error(place, "values are appended in the pickle to what is no list")
    }
    values += added
    stack.append(.list(values, depth: max(depth, try self.depth(of: added, at: place))))
  }

  private mutating func set(_ code: UInt8, at place: Int) throws(FileError) {
    var added: [PickleValue] = []
    if code == UInt8(ascii: "s") {
      let value = try pop(at: place)
      added = [try pop(at: place), value]
    } else {
      added = try sinceMark(at: place)
    }
    guard added.count % 2 == 0, case .table(var entries, let depth) = try pop(at: place) else {
      throw error(place, "keys and values are put in the pickle into what is no table")
    }
    for index in stride(from: 0, to: added.count, by: 2) {
      entries.append((added[index], added[index + 1]))
    }
    stack.append(.table(entries, depth: max(depth, try self.depth(of: added, at: place))))
  }

  /// Remembers the value on top. What may still be filled is not remembered: it is never needed
  /// again in a file of weights, and asking for it is an error.
  private mutating func keep(_ number: Int, at place: Int) throws(FileError) {
    guard let value = stack.last else { throw error(place, "there is no value to be remembered") }
    switch value {
    case .mark: throw error(place, "there is no value to be remembered")
    case .table: memory[number] = nil
    case .list(let values, _) where values.isEmpty: memory[number] = nil
    default: memory[number] = value
    }
  }

  private mutating func recall(_ number: Int, at place: Int) throws(FileError) {
    guard let value = memory[number] else {
      throw error(
        place, "value \(number) of the pickle was not remembered, or may have been filled since")
    }
    stack.append(value)
  }

  /// A call of one of the three functions that files of weights name; it is not called but read.
  private mutating func call(at place: Int) throws(FileError) {
    let arguments = try pop(at: place)
    guard case .name(let name) = try pop(at: place), case .list(let values, _) = arguments else {
      throw error(place, "what the pickle calls is no function")
    }
    switch (name, values.count) {
    case ("collections OrderedDict", 0): stack.append(.table([], depth: 1))
    case ("torch._utils _rebuild_tensor_v2", 6):
      stack.append(.tensor(try PyTorchView(values, at: place, reader.path)))
    case ("torch._utils _rebuild_parameter", 3):
      guard case .tensor = values[0] else { throw error(place, "a parameter is no tensor") }
      stack.append(values[0])
    default:
      throw error(
        place, "the pickle would call \(name) with \(values.count) values",
        hint: "Files of weights call only what makes tensors; ask its author for a safetensors file"
      )
    }
  }

  private func error(_ place: Int, _ problem: String, hint: String? = nil) -> FileError {
    FileError(
      reader.path, at: .byte(place), problem,
      hint: hint ?? "The file is damaged or no file of weights")
  }
}
