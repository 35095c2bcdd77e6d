import Autograd
import Files
import Tensors

extension Model {
  /// Every parameter and buffer under its name: what a file of the model holds.
  public var namedTensors: [(name: String, tensor: Tensor)] {
    namedParameters.map { (name: $0.name, tensor: $0.parameter.value) }
      + namedBuffers.map { (name: $0.name, tensor: $0.buffer.value) }
  }

  /// Writes all parameters and buffers to a safetensors file, all of it or nothing.
  ///
  /// ```swift
  /// try model.save(to: "digits.safetensors")
  /// ```
  public func save(to path: String) throws(FileError) {
    try Safetensors.write(namedTensors, to: path)
  }

  /// Gives every parameter and buffer its value from a file that a model of the same build wrote.
  /// When anything is missing or has another shape, nothing is changed; see ``loadWhatFits(from:)``.
  public func load(from path: String) throws(FileError) {
    try take(try Safetensors.read(path), from: path)
  }

  /// Takes the values out of a file's contents; `path` is what errors call it.
  func take(_ contents: Safetensors.Contents, from path: String) throws(FileError) {
    for (name, tensor) in namedTensors {
      guard let stored = contents[name] else {
        throw FileError(
          path, "the file has no tensor \"\(name)\", which the model needs",
          hint: "It was written by a model of another build")
      }
      guard stored.shape == tensor.shape else {
        throw FileError(
          path,
          "tensor \"\(name)\" has the shape \(stored.shape), and in the model it is "
            + "\(tensor.shape)", hint: "It was written by a model of another build")
      }
    }
    for (name, parameter) in namedParameters { parameter.value = contents[name]! }
    for (name, buffer) in namedBuffers { buffer.value = contents[name]! }
  }
}
