import Autograd
import Files
import Tensors

/// Where training stands: the model, what the optimizer remembers, the running mean of the weights
/// if there is one, the random numbers still to come, and what has happened so far. Training that
/// goes on from a checkpoint gives bit for bit what it would have given without the interruption.
///
/// ```swift
/// try Checkpoint.write(model, optimizer, random, history, to: "run.safetensors")
/// // later, with everything made as before:
/// let history = try Checkpoint.read("run.safetensors", into: model, &optimizer, &random)
/// ```
///
/// The file is a safetensors file. Parameters and buffers stand in it under their own names, so that
/// whatever reads that format reads the model; the rest has names that no property can have:
/// `optimizer/mean/0.weight`, `average/0.weight`, `history/losses`.
public enum Checkpoint {
  /// Writes a checkpoint, all of it or nothing: until it is complete the old one stands there.
  public static func write<Rule: Optimizer>(
    _ model: some Model, _ optimizer: Rule, _ random: Random, _ history: History = History(),
    average: WeightAverage? = nil, to path: String
  ) throws(FileError) {
    var metadata = [
      "optimizer": "\(Rule.self)",
      "learning rate": "\(optimizer.learningRate)",
      "random": "\(random.key) \(random.position)",
    ]
    var tensors = model.namedTensors
    for (name, parameter) in model.namedParameters {
      guard let (updates, numbers) = optimizer.memory.recalled(parameter) else { continue }
      metadata["updates/\(name)"] = "\(updates)"
      for (kind, label) in Rule.remembered.enumerated() {
        let range = (kind * parameter.value.count)..<((kind + 1) * parameter.value.count)
        let tensor = Tensor(shape: parameter.shape, scalars: Array(numbers[range]))
        tensors.append((name: "optimizer/\(label)/\(name)", tensor: tensor))
      }
    }
    for (name, buffer) in average?.named(in: model) ?? [] {
      tensors.append((name: Self.average + name, tensor: buffer.value))
    }
    history.store(in: &tensors, &metadata)
    try Safetensors.write(tensors, metadata: metadata, to: path)
  }

  /// Puts everything back as it was, and returns what had happened until then.
  ///
  /// Settings that are code, such as Adam's β, are not in the file: make the optimizer as before.
  /// When the file does not fit, nothing is changed.
  public static func read<Rule: Optimizer>(
    _ path: String, into model: some Model, _ optimizer: inout Rule, _ random: inout Random,
    average: WeightAverage? = nil
  ) throws(FileError) -> History {
    let contents = try Safetensors.read(path)
    let position = try Position(contents, path: path)
    guard position.optimizer == "\(Rule.self)" else {
      throw FileError(
        path, "the optimizer was \(position.optimizer), and now it is \(Rule.self)",
        hint: "Go on with the same optimizer, or load only the model: model.load(from:)")
    }
    var memory = OptimizerMemory()
    for (name, parameter) in model.namedParameters {
      guard let updates = try position.updates(of: name) else { continue }
      var numbers: [Float] = []
      for label in Rule.remembered {
        let stored = contents["optimizer/\(label)/\(name)"]
        guard let stored, stored.shape == parameter.shape else {
          throw FileError(
            path, "the optimizer's \(label) of \"\(name)\" is missing or has another shape",
            hint: "It was written by a model of another build")
        }
        numbers += stored.scalars
      }
      memory.restore(parameter, updates: updates, numbers: numbers)
    }
    let history = History(stored: contents)
    let averages = average?.named(in: model) ?? []
    for (name, buffer) in averages {
      guard contents[Self.average + name]?.shape == buffer.value.shape else {
        throw FileError(
          path, "the average of \"\(name)\" is missing or has another shape",
          hint: "It was written without this WeightAverage, or by a model of another build")
      }
    }
    try model.take(contents, from: path)
    for (name, buffer) in averages { buffer.value = contents[Self.average + name]! }
    optimizer.memory = memory
    optimizer.learningRate = position.learningRate
    random = position.random
    return history
  }

  private static let average = "average/"

  /// What the metadata of a checkpoint say, read with care.
  private struct Position {
    let optimizer: String
    let learningRate: Float
    let random: Random
    private let metadata: [String: String]
    private let path: String

    init(_ contents: Safetensors.Contents, path: String) throws(FileError) {
      metadata = contents.metadata
      self.path = path
      let state = (metadata["random"] ?? "").split(separator: " ").map { UInt64($0) }
      guard let optimizer = metadata["optimizer"],
        let rate = metadata["learning rate"].flatMap(Float.init),
        state.count == 2, let key = state[0], let position = state[1]
      else {
        throw FileError(
          path, "the file does not say where training stood",
          hint: "It is no checkpoint; model.load(from:) reads a model alone")
      }
      self.optimizer = optimizer
      learningRate = rate
      random = Random(key: key, position: position)
    }

    /// How often a parameter was updated; nil when it never was.
    func updates(of name: String) throws(FileError) -> Int? {
      guard let text = metadata["updates/\(name)"] else { return nil }
      guard let count = Int(text), count >= 0 else {
        throw FileError(path, "\"\(text)\" is no number of updates of \"\(name)\"")
      }
      return count
    }
  }
}

extension WeightAverage {
  /// The averages under the names that their parameters have in a model.
  fileprivate func named(in model: some Model) -> [(name: String, buffer: Buffer)] {
    let names = Dictionary(
      model.namedParameters.map { ($0.parameter, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
    return zip(parameters, averages).map { parameter, buffer in
      guard let name = names[parameter] else {
        fatalError(
          "a checkpoint: the WeightAverage averages a parameter of shape \(parameter.shape) that is "
            + "not one of the model's; make it of the model's parameters")
      }
      return (name, buffer)
    }
  }
}
