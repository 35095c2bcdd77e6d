import Autograd
import Files
import Networks
import Tensors
import XCTest

/// Training that was interrupted goes on as if it had not been, to the last bit.
final class CheckpointTests: XCTestCase {
  private let path = NSTemporaryDirectory() + "ladder-checkpoint-\(UUID()).safetensors"

  override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

  /// A network with everything that has a state: dropout draws, batch norm counts.
  private func network(seed: UInt64 = 3) -> Sequential {
    var random = Random(seed: seed)
    return Sequential {
      Linear(6, 17, using: &random)
      BatchNorm(17)
      ReLU()
      Dropout(0.3)
      Linear(17, 3, using: &random)
    }
  }

  /// One update on examples drawn from the generator.
  private func step(_ model: Sequential, _ optimizer: inout some Optimizer, _ random: inout Random)
    -> Float
  {
    let input = Tensor.normal([8, 6], using: &random)
    let labels = (0..<8).map { _ in Int(random.next() % 3) }
    let tape = Tape(.training, using: &random)
    let loss = model(tape.constant(input)).crossEntropy(labels: labels)
    let value = loss.scalar
    optimizer.update(model.parameters, with: loss.gradients())
    return value
  }

  private func assertSame(
    _ found: Sequential, _ wanted: Sequential, _ what: String, line: UInt = #line
  ) {
    for (found, wanted) in zip(found.namedTensors, wanted.namedTensors) {
      XCTAssertEqual(
        found.tensor.scalars.map(\.bitPattern), wanted.tensor.scalars.map(\.bitPattern),
        "\(what): \(wanted.name)", line: line)
    }
  }

  /// Ten steps, against five steps, a file, new everything, and five more.
  private func check(_ name: String, _ make: () -> some Optimizer, line: UInt = #line) throws {
    let whole = network()
    var (optimizer, random) = (make(), Random(seed: 9))
    let losses = (0..<10).map { _ in step(whole, &optimizer, &random) }

    let first = network()
    (optimizer, random) = (make(), Random(seed: 9))
    for _ in 0..<5 { _ = step(first, &optimizer, &random) }
    optimizer.learningRate *= 0.7
    try Checkpoint.write(first, optimizer, random, to: path)

    let second = network(seed: 1000)
    (optimizer, random) = (make(), Random(seed: 0))
    let start = optimizer.learningRate
    _ = try Checkpoint.read(path, into: second, &optimizer, &random)
    XCTAssertEqual(optimizer.learningRate, start * 0.7, name, line: line)
    assertSame(second, first, "\(name), restored", line: line)
    optimizer.learningRate = start
    let rest = (0..<5).map { _ in step(second, &optimizer, &random) }
    XCTAssertEqual(rest.map(\.bitPattern), losses[5...].map(\.bitPattern), name, line: line)
    assertSame(second, whole, name, line: line)
  }

  func testEveryOptimizerGoesOnAsIfNothingHadHappened() throws {
    try check("SGD") { SGD(learningRate: 0.1) }
    try check("Momentum") { Momentum(learningRate: 0.1) }
    try check("Nesterov") { Nesterov(learningRate: 0.1) }
    try check("AdaGrad") { AdaGrad(learningRate: 0.1) }
    try check("RMSProp") { RMSProp(learningRate: 0.01) }
    try check("Adam") { Adam(learningRate: 0.01) }
    try check("AdamW") { AdamW(learningRate: 0.01, weightDecay: 0.1) }
  }

  /// Trains by `fit`, with a schedule, clipping, dropout and metrics.
  private func fitted(
    _ model: Sequential, epochs: Int, checkpoint: String?, average: WeightAverage? = nil,
    stopAt: Int = .max
  ) throws -> History {
    var (optimizer, random) = (AdamW(), Random(seed: 4))
    return try fit(
      model, with: &optimizer, epochs: epochs, schedule: CosineDecay(from: 0.05, over: 24),
      clip: 1, checkpoint: checkpoint, average: average, using: &random,
      batches: { random in (0..<4).map { _ in Tensor.normal([8, 6], using: &random) } },
      loss: { batch, tape in
        model(tape.constant(batch)).crossEntropy(
          labels: batch.sum(axes: [1]).scalars.map { $0 > 0 ? 1 : 0 })
      },
      afterEpoch: { history, epoch in
        history.note("twice the loss", 2 * history.lastLoss!)
        return epoch == stopAt ? .stop("enough") : .goOn
      })
  }

  func testFitGoesOnFromItsCheckpoint() throws {
    let whole = network()
    let history = try fitted(whole, epochs: 6, checkpoint: nil)
    _ = try fitted(network(), epochs: 2, checkpoint: path)
    let resumed = network(seed: 77)
    let later = try fitted(resumed, epochs: 6, checkpoint: path)
    XCTAssertEqual(later.losses.map(\.bitPattern), history.losses.map(\.bitPattern))
    XCTAssertEqual(later.epochLosses, history.epochLosses)
    XCTAssertEqual(later.metrics, history.metrics)
    XCTAssertEqual(later.metrics["twice the loss"]?.count, 6)
    assertSame(resumed, whole, "after six epochs")

    let finished = network(seed: 78)
    XCTAssertEqual(try fitted(finished, epochs: 6, checkpoint: path).losses, history.losses)
    assertSame(finished, whole, "a finished run is only read")
  }

  func testTheAverageOfTheWeightsGoesOnToo() throws {
    let (whole, first, resumed) = (network(), network(), network(seed: 77))
    let averages = [whole, first, resumed].map { WeightAverage(of: $0.parameters, decay: 0.9) }
    _ = try fitted(whole, epochs: 6, checkpoint: nil, average: averages[0])
    _ = try fitted(first, epochs: 2, checkpoint: path, average: averages[1])
    _ = try fitted(resumed, epochs: 6, checkpoint: path, average: averages[2])
    XCTAssertEqual(averages[2].averages.map(\.value), averages[0].averages.map(\.value))
    XCTAssertNotEqual(averages[0].averages[0].value, whole.parameters[0].value)

    try Checkpoint.write(whole, AdamW(), Random(seed: 1), to: path)
    var (optimizer, random) = (AdamW(), Random(seed: 1))
    XCTAssertThrowsError(
      try Checkpoint.read(path, into: whole, &optimizer, &random, average: averages[0])
    ) { error in
      XCTAssertTrue("\(error)".contains("the average of \"0.weight\" is missing"), "\(error)")
    }
  }

  func testARunThatWasStoppedStaysStopped() throws {
    XCTAssertEqual(try fitted(network(), epochs: 6, checkpoint: path, stopAt: 1).losses.count, 8)
    let again = try fitted(network(), epochs: 6, checkpoint: path)
    XCTAssertEqual(again.losses.count, 8)
    XCTAssertEqual(again.stopReason, "enough")
  }

  func testAModelIsSavedAndLoadedByItself() throws {
    let (saved, loaded) = (network(), network(seed: 5))
    saved.namedBuffers[0].buffer.value = Tensor.filled([17], with: 0.25)
    try saved.save(to: path)
    try loaded.load(from: path)
    assertSame(loaded, saved, "loaded")
  }

  func testWhatDoesNotFitIsRefusedAndChangesNothing() throws {
    var random = Random(seed: 2)
    var optimizer = Adam()
    let model = network()
    _ = step(model, &optimizer, &random)
    try Checkpoint.write(model, optimizer, random, to: path)

    let other = Sequential { Linear(6, 16, using: &random) }
    let (before, generator) = (other.namedTensors.map(\.tensor), random)
    assertRefused("0.weight") { try other.load(from: self.path) }
    assertRefused("another build") {
      _ = try Checkpoint.read(self.path, into: other, &optimizer, &random)
    }
    XCTAssertEqual(other.namedTensors.map(\.tensor), before)
    XCTAssertEqual(random, generator)

    var descent = SGD(learningRate: 1)
    assertRefused("the optimizer was Adam, and now it is SGD") {
      _ = try Checkpoint.read(self.path, into: model, &descent, &random)
    }
    try model.save(to: path)
    assertRefused("does not say where training stood") {
      _ = try Checkpoint.read(self.path, into: model, &optimizer, &random)
    }
    try FileManager.default.removeItem(atPath: path)
    assertRefused("there is no such file") { try model.load(from: self.path) }
  }

  private func assertRefused(_ words: String, line: UInt = #line, _ body: () throws -> Void) {
    XCTAssertThrowsError(try body(), line: line) { error in
      XCTAssertTrue(error is FileError, "\(error)", line: line)
      XCTAssertTrue("\(error)".contains(words), "\(error)", line: line)
    }
  }
}
