import Files
import Tensors

/// Arrays in the formats of NumPy: one in an `.npy` file, several by name in an `.npz` archive.
///
/// ```swift
/// try NumPyFile.write(weights, to: "weights.npy")          // numpy.load("weights.npy")
/// let arrays = try NumPyFile.readArchive("runs.npz")       // numpy.savez("runs.npz", loss=…)
/// ```
public enum NumPyFile {
  /// Writes a tensor as an `.npy` file of type float32, all of it or nothing.
  public static func write(_ tensor: Tensor, to path: String) throws(FileError) {
    try FileBytes.write(encode(tensor), to: path)
  }

  /// Reads an `.npy` file. Numbers of every size become single precision: double precision is
  /// rounded, and whole numbers that single precision does not have are refused.
  public static func read(_ path: String) throws(FileError) -> Tensor {
    try decode(try FileBytes.read(path, limit: 1 << 36), path: path)
  }

  /// Writes tensors by name as an `.npz` archive, all of it or nothing.
  public static func writeArchive(
    _ tensors: [(name: String, tensor: Tensor)], to path: String
  ) throws(FileError) {
    try FileBytes.write(try encodeArchive(tensors, path: path), to: path)
  }

  /// Reads an `.npz` archive, compressed or not. One that unpacks to more than a hundred times its
  /// size, and to more than 64 MiB, is refused before anything is unpacked.
  public static func readArchive(_ path: String) throws(FileError) -> [String: Tensor] {
    try decodeArchive(try FileBytes.read(path), path: path)
  }

  package static func encodeArchive(
    _ tensors: [(name: String, tensor: Tensor)], path: String
  ) throws(FileError) -> [UInt8] {
    var names: Set<String> = []
    for (name, _) in tensors where !names.insert(name).inserted {
      throw FileError(
        path, "two tensors are called \"\(name)\"", hint: "Each needs a name of its own")
    }
    let size = tensors.reduce(0) { $0 + 4 * $1.tensor.count + 1000 }
    guard size < 1 << 32, tensors.count < 65_536 else {
      throw FileError(
        path, "an archive of \(size) bytes is larger than a zip can be",
        hint: "Write a safetensors file")
    }
    return Zip.archive(tensors.map { ("\($0.name).npy", encode($0.tensor)) })
  }

  package static func decodeArchive(
    _ bytes: [UInt8], path: String
  ) throws(FileError) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (name, contents) in try Zip.read(bytes, path: path) {
      guard name.hasSuffix(".npy") else {
        throw FileError(path, "the archive holds \(name), which is no array")
      }
      tensors[String(name.dropLast(4))] = try decode(contents, path: "\(path)/\(name)")
    }
    return tensors
  }

  /// The bytes of an `.npy` file.
  package static func encode(_ tensor: Tensor) -> [UInt8] {
    NumPyArray.encode(tensor.scalars, shape: tensor.shape)
  }
}
