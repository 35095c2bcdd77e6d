import Autograd
import Files
import Tensors

/// What a model took from a file that was written by another, and why it did not take the rest.
public struct Fitting: Sendable, Equatable, CustomStringConvertible {
  /// A name, and the reason why nothing was taken under it.
  public struct Refusal: Sendable, Equatable {
    /// The name of a parameter or buffer, in the model or in the file.
    public let name: String
    /// The reason.
    public let reason: String
  }

  /// The names of what was taken, in the order of the model.
  public let taken: [String]
  /// What was not: first what the model has and keeps, then what only the file has.
  public let refused: [Refusal]

  /// One line for what was taken and one for each thing that was not.
  public var description: String {
    let head = "\(taken.count) of \(taken.count + refused.count) fitted"
    return ([head] + refused.map { "\($0.name): \($0.reason)" }).joined(separator: "\n")
  }
}

extension Model {
  /// Gives the parameters and buffers that a file has under the same name and with the same shape
  /// their values from it, and leaves the others as they are: a trunk that was trained for one task
  /// goes to another, with a new head.
  ///
  /// ```swift
  /// let fitting = try model.loadWhatFits(from: "trunk.safetensors")
  /// print(fitting)
  /// // 4 of 6 fitted
  /// // 2.weight: the file has the shape [128, 10], and the model [128, 3]
  /// // 2.bias: the file has the shape [10], and the model [3]
  /// ```
  @discardableResult
  public func loadWhatFits(from path: String) throws(FileError) -> Fitting {
    takeWhatFits(of: try Safetensors.read(path))
  }

  /// Takes what fits out of a file's contents.
  func takeWhatFits(of contents: Safetensors.Contents) -> Fitting {
    var (taken, refused) = ([String](), [Fitting.Refusal]())
    func value(_ name: String, _ shape: [Int]) -> Tensor? {
      guard let stored = contents[name] else {
        refused.append(.init(name: name, reason: "the file has nothing of that name"))
        return nil
      }
      guard stored.shape == shape else {
        let reason = "the file has the shape \(stored.shape), and the model \(shape)"
        refused.append(.init(name: name, reason: reason))
        return nil
      }
      taken.append(name)
      return stored
    }
    for (name, parameter) in namedParameters {
      if let stored = value(name, parameter.shape) { parameter.value = stored }
    }
    for (name, buffer) in namedBuffers {
      if let stored = value(name, buffer.value.shape) { buffer.value = stored }
    }
    let known = Set(namedTensors.map(\.name))
    // What a checkpoint holds beside the model has names with a slash.
    for name in contents.names where !known.contains(name) && !name.contains("/") {
      refused.append(.init(name: name, reason: "the model has nothing of that name"))
    }
    return Fitting(taken: taken, refused: refused)
  }
}
