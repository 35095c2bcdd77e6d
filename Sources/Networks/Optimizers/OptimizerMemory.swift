import Autograd
import Foundation
import Tensors

/// What an optimizer remembers of each parameter: the number of updates, and some numbers for
/// each weight.
///
/// It is a value: a copied optimizer goes its own way. Checkpoints write it and read it back.
public struct OptimizerMemory {
  /// What is remembered of one parameter.
  struct Entry {
    /// Held so that its identity, which is the key, cannot be given to another.
    let parameter: Parameter
    var updates = 0
    /// The round of updates it had its last turn in.
    var round = 0
    /// The numbers of each kind one after the other, all zero at first.
    var numbers: [Float]
  }

  private var positions: [ObjectIdentifier: Int] = [:]
  private(set) var entries: [Entry] = []
  /// How often all parameters were updated.
  private var round = 0

  /// What the optimizer had to say about the gradients it was given; nil where all was well. It is
  /// said once, on standard error.
  public private(set) var warning: String?

  /// Creates an empty memory.
  public init() {}

  /// The bytes it holds: what an optimizer costs beside the weights.
  public var bytes: Int { entries.reduce(0) { $0 + 4 * $1.numbers.count } }

  /// Begins an update of all parameters, in which each has one turn.
  mutating func beginRound() { round += 1 }

  /// Says what is wrong, the first time that something is.
  mutating func warn(_ sentence: @autoclosure () -> String) {
    guard warning == nil else { return }
    let sentence = sentence()
    warning = sentence
    FileHandle.standardError.write(Data("\(sentence)\n".utf8))
  }

  /// Counts an update of `parameter` and hands its weights to `change`, piece by piece. False, and
  /// nothing done, where the parameter had its turn in this round.
  mutating func withWeights(
    of parameter: Parameter, along gradient: Tensor, remembering kinds: Int,
    _ change: (Weights, Int) -> Void
  ) -> Bool {
    // To ask the value itself would hold it, and the change below would copy all weights.
    let count = gradient.count
    require(
      gradient.shape == parameter.shape,
      "An optimizer was given a gradient of shape \(gradient.shape) for a parameter of shape "
        + "\(parameter.shape)")
    let position = self.position(of: parameter, remembering: kinds * count)
    guard entries[position].round != round else { return false }
    entries[position].round = round
    entries[position].updates += 1
    let updates = entries[position].updates
    gradient.scalars.withUnsafeBufferPointer { slopes in
      parameter.value.scalars.withUnsafeMutableBufferPointer { values in
        entries[position].numbers.withUnsafeMutableBufferPointer { numbers in
          guard let values = values.baseAddress, let slopes = slopes.baseAddress else { return }
          let weights = Weights(
            values: values, slopes: slopes, remembered: numbers.baseAddress ?? values,
            stride: count, count: count)
          Parallel.pieces(of: count, size: 1 << 15) { change(weights.part($0), updates) }
        }
      }
    }
    return true
  }

  /// What is remembered of a parameter, each kind one after the other; nil when it was never updated.
  func recalled(_ parameter: Parameter) -> (updates: Int, numbers: [Float])? {
    guard let position = positions[ObjectIdentifier(parameter)] else { return nil }
    return (entries[position].updates, entries[position].numbers)
  }

  /// Restores what was remembered of a parameter.
  mutating func restore(_ parameter: Parameter, updates: Int, numbers: [Float]) {
    let position = self.position(of: parameter, remembering: numbers.count)
    entries[position].updates = updates
    entries[position].numbers = numbers
  }

  private mutating func position(of parameter: Parameter, remembering count: Int) -> Int {
    let key = ObjectIdentifier(parameter)
    if let known = positions[key] { return known }
    positions[key] = entries.count
    entries.append(Entry(parameter: parameter, numbers: [Float](repeating: 0, count: count)))
    return entries.count - 1
  }
}
