import Files
import Tensors

/// Named tensors in a file, in the format of the safetensors package: a length, a header in JSON
/// that says what stands where, and the numbers. The file is read by that package and its files are
/// read here.
///
/// ```swift
/// try Safetensors.write([("weight", weight), ("bias", bias)], to: "model.safetensors")
/// let stored = try Safetensors.read("model.safetensors")
/// stored["weight"]
/// ```
public enum Safetensors {
  /// What a file holds.
  public struct Contents: Sendable, Equatable {
    /// The names of the tensors, in the order of their numbers in the file.
    public let names: [String]
    /// The tensors, by name.
    public let tensors: [String: Tensor]
    /// What the writer added, for instance where training stood.
    public let metadata: [String: String]

    /// The tensor called `name`, if there is one.
    public subscript(name: String) -> Tensor? { tensors[name] }
  }

  /// Writes tensors, and texts by name, all of it or nothing: until the new file is complete the old
  /// one stands there.
  public static func write(
    _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:], to path: String
  ) throws(FileError) {
    try FileBytes.write(try encode(tensors, metadata: metadata, path: path), to: path)
  }

  /// Reads a file. Half precision and bfloat16 become single precision, which has all their values;
  /// other types are refused. So is whatever the format does not allow, before memory is taken for
  /// it. Tensors whose names are left out may be of any type of whole or real numbers.
  public static func read(
    _ path: String, leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) throws(FileError) -> Contents {
    try decode(try FileBytes.read(path, limit: 1 << 36), path: path, leavingOut: isLeftOut)
  }

  /// The bytes of a file; `path` is what errors call it.
  package static func encode(
    _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String], path: String
  ) throws(FileError) -> [UInt8] {
    var names: Set<String> = []
    var fields: [JSON.Member] = []
    var offset = 0
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { JSON.Member($0, .string($1)) }
      fields.append(JSON.Member("__metadata__", .object(texts)))
    }
    for (name, tensor) in tensors {
      guard name != "__metadata__", names.insert(name).inserted else {
        throw FileError(
          path, "a tensor cannot be called \"\(name)\": the name is taken",
          hint: "Each tensor needs a name of its own")
      }
      let end = offset + 4 * tensor.count
      let description = JSON.fields([
        ("dtype", .string("F32")), ("shape", .array(tensor.shape.map(JSON.integer))),
        ("data_offsets", .array([.integer(offset), .integer(end)])),
      ])
      fields.append(JSON.Member(name, description))
      offset = end
    }
    var header = Array(JSON.object(fields).line.utf8)
    // The numbers start at a multiple of eight, so that they may be used where they stand.
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    guard header.count <= SafetensorsHeader.longest else {
      throw FileError(path, "the header would have \(header.count) bytes, more than readers take")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    bytes += withUnsafeBytes(of: UInt64(header.count).littleEndian) { [UInt8]($0) }
    bytes += header
    for (_, tensor) in tensors { bytes += ElementType.bytes(of: tensor.scalars) }
    return bytes
  }

  /// The contents of a file's bytes; `path` is what errors call it.
  package static func decode(
    _ bytes: [UInt8], path: String, leavingOut isLeftOut: (String) -> Bool = { _ in false }
  ) throws(FileError) -> Contents {
    let header = try SafetensorsHeader(bytes, path: path, leavingOut: isLeftOut)
    var tensors: [String: Tensor] = [:]
    let entries = header.entries.filter { !isLeftOut($0.name) }
    for entry in entries {
      let scalars = try entry.element.floats(bytes[entry.bytes], path: path)
      tensors[entry.name] = Tensor(shape: entry.shape, scalars: scalars)
    }
    return Contents(
      names: entries.map(\.name), tensors: tensors, metadata: header.metadata)
  }
}
