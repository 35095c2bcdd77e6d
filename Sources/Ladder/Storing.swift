import Classical
import Networks
import Tensors

// A classical model in a file. The modules of the models and of the files do not know each other;
// here they meet.

extension StoredModel {
  /// Writes what the model learned to a safetensors file, all of it or nothing.
  ///
  /// ```swift
  /// try model.save(to: "neighbours.safetensors")
  /// let again = try NearestNeighbours(from: "neighbours.safetensors")
  /// ```
  public func save(to path: String) throws {
    try Safetensors.write(namedTensors, metadata: ["model": "\(Self.self)"], to: path)
  }

  /// Reads a model from a file that one of its kind wrote.
  public init(from path: String) throws {
    let contents = try Safetensors.read(path)
    if let kind = contents.metadata["model"], kind != "\(Self.self)" {
      throw TensorError("\(path) holds a model of the kind \(kind), and no \(Self.self).")
    }
    try self.init(namedTensors: contents.tensors)
  }

  /// How many bytes the model's numbers take.
  public var byteCount: Int { namedTensors.reduce(0) { $0 + 4 * $1.tensor.count } }
}
