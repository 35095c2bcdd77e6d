import Autograd
import Foundation
import Tensors

/// What a hook wants after an epoch.
public enum Decision {
  /// Train on.
  case goOn
  /// End training, for this reason.
  case stop(String)
}

/// Trains a model: for every batch a tape, a loss, its gradients, an update.
///
/// ```swift
/// var optimizer = Adam()
/// let history = try fit(
///   model, with: &optimizer, epochs: 10, using: &random,
///   batches: { train.batches(of: 64, shuffledBy: &$0) }
/// ) { batch, tape in
///   model(tape.constant(batch.images)).crossEntropy(batch.labels)
/// }
/// ```
///
/// - Parameters:
///   - model: What is trained.
///   - optimizer: How.
///   - epochs: How often all batches are gone through.
///   - schedule: Sets the learning rate before each update; without it the optimizer's stays.
///   - clip: The largest norm of all gradients together; without it they stay as they are.
///   - checkpoint: A file that keeps where training stands after each epoch. When it is there
///     already, training goes on from it, bit for bit as if it had never stopped.
///   - average: A running mean of the weights, updated after each update of the weights themselves.
///   - random: Shuffles batches and draws for dropout.
///   - batches: The batches of an epoch.
///   - loss: The loss of a batch on a tape.
///   - afterEpoch: Looks at the model, notes metrics, and may end training.
/// - Throws: A ``TrainingError`` when the loss or a gradient is no longer a number.
@discardableResult
public func fit<Batches: Collection>(
  _ model: some Model, with optimizer: inout some Optimizer, epochs: Int,
  schedule: (any Schedule)? = nil, clip: Float? = nil, checkpoint: String? = nil,
  average: WeightAverage? = nil, using random: inout Random,
  batches: (inout Random) -> Batches, loss: (Batches.Element, Tape) -> Variable,
  afterEpoch: (inout History, Int) throws -> Decision = { _, _ in .goOn }
) throws -> History {
  let parameters = model.parameters
  var history = History()
  if let checkpoint, FileManager.default.fileExists(atPath: checkpoint) {
    history = try Checkpoint.read(checkpoint, into: model, &optimizer, &random, average: average)
  }
  for epoch in history.epochLosses.count..<max(epochs, history.epochLosses.count) {
    if history.stopReason != nil { break }
    let all = batches(&random)
    var progress = Progress(epochs: epochs, batches: all.count)
    var total: Float = 0
    for (number, batch) in all.enumerated() {
      let step = history.losses.count
      if let schedule { optimizer.learningRate = schedule.learningRate(at: step) }
      var sameRandom = random
      let tape = Tape(.training, using: &random)
      let result = loss(batch, tape)
      required(try result.checkIsLoss())
      let value = result.value.scalar
      guard value.isFinite else {
        progress.clear()
        let again = Tape(.training, using: &sameRandom)
        throw TrainingError(step: step, loss: value, model: model, again) { loss(batch, again) }
      }
      var gradients = result.gradients()
      guard gradients.areNumbers(of: parameters) else {
        progress.clear()
        throw TrainingError(step: step, loss: value, model: model, gradients)
      }
      if let clip { gradients.clip(norm: clip, of: parameters) }
      optimizer.update(parameters, with: gradients)
      average?.update()
      history.losses.append(value)
      total += value
      progress.show(epoch: epoch, batch: number, loss: value)
    }
    progress.clear()
    history.epochLosses.append(all.isEmpty ? .nan : total / Float(all.count))
    if case .stop(let reason) = try afterEpoch(&history, epoch) {
      history.stopReason = reason
    }
    if let checkpoint {
      try Checkpoint.write(model, optimizer, random, history, average: average, to: checkpoint)
    }
  }
  return history
}
