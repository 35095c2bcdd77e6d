import Autograd
import Networks
import TestSupport
import Tensors
import XCTest

/// Three families of models take PyTorch's steps: from the same weights and batches, every
/// gradient of the first step and ten losses.
final class WholeModelTests: XCTestCase {
  struct Packed: Decodable {
    var name: String?
    let shape: [Int]
    let values: [Float]
    var tensor: Tensor { Tensor(shape: shape, scalars: values) }
  }

  struct Run: Decodable {
    let parameters: [Packed]
    let gradients: [Packed]
    let losses: [Float]
    var inputs: [Packed]?
    var labels: [[Int]]?
    var texts: [[[Int]]]?
    var buffers: [Packed]?
    var inference: Packed?
  }

  struct File: Decodable {
    let mlp: Run
    let cnn: Run
    let gpt: Run
  }

  private func golden() throws -> File {
    try JSONDecoder().decode(File.self, from: try Golden.data("networks-models.json"))
  }

  func testPerceptron() throws {
    let run = try golden().mlp
    var random = Random(seed: 1)
    let model = Sequential {
      Linear(20, 32, using: &random)
      ReLU()
      Linear(32, 16, using: &random)
      Tanh()
      Linear(16, 5, using: &random)
    }
    var optimizer = Adam(learningRate: 0.01)
    try follow(run, model, &optimizer) { step, tape in
      model(tape.constant(run.inputs![step].tensor)).crossEntropy(labels: run.labels![step])
    }
  }

  func testConvolutionalNetworkWithBatchNormalisation() throws {
    let run = try golden().cnn
    var random = Random(seed: 1)
    let model = Sequential {
      Conv2D(2, 8, using: &random)
      BatchNorm(8)
      ReLU()
      MaxPool2D()
      Conv2D(8, 8, stride: 2, groups: 2, using: &random)
      BatchNorm(8)
      ReLU()
      AveragePool2D()
      Flatten()
      Linear(8, 4, using: &random)
    }
    var optimizer = Momentum(learningRate: 0.05)
    try follow(run, model, &optimizer) { step, tape in
      model(tape.constant(run.inputs![step].tensor)).crossEntropy(labels: run.labels![step])
    }
    for (buffer, wanted) in zip(model.namedBuffers, try XCTUnwrap(run.buffers)) {
      assertClose(buffer.buffer.value, wanted.tensor, buffer.name)
    }
    XCTAssertEqual(model.namedBuffers.count, run.buffers?.count)
    assertClose(model.predict(run.inputs![0].tensor), run.inference!.tensor, "inference")
  }

  func testSmallGPT() throws {
    let run = try golden().gpt
    var random = Random(seed: 1)
    let model = SmallGPT(using: &random)
    var optimizer = AdamW(learningRate: 0.01, weightDecay: 0.1)
    try follow(run, model, &optimizer) { step, tape in
      let texts = run.texts![step]
      let logits = model(texts.flatMap { $0.dropLast() }, batch: texts.count, on: tape)
      return logits.crossEntropy(labels: texts.flatMap { $0.dropFirst() })
    }
  }

  /// A language model as small as one can be and still have every part.
  struct SmallGPT: Model {
    let tokens: Embedding
    let places: LearnedPositions
    let blocks: [TransformerBlock]
    let norm = LayerNorm(16)
    let head: Linear

    init(using random: inout Random) {
      tokens = Embedding(tokens: 12, width: 16, using: &random)
      places = LearnedPositions(context: 10, width: 16, using: &random)
      blocks = (0..<2).map { _ in TransformerBlock(width: 16, heads: 2, using: &random) }
      head = Linear(16, 12, bias: false, using: &random)
    }

    func callAsFunction(_ text: [Int], batch: Int, on tape: Tape) -> Variable {
      var value = places(tokens(text, shape: [batch, text.count / batch], on: tape))
      for block in blocks { value = block(value) }
      return head(norm(value)).reshaped([text.count, 12])
    }
  }

  /// Gives the model the golden weights and compares ten steps.
  private func follow(
    _ run: Run, _ model: some Model, _ optimizer: inout some Optimizer,
    loss: (Int, Tape) -> Variable
  ) throws {
    let parameters = model.namedParameters
    XCTAssertEqual(parameters.map(\.name), run.parameters.map { $0.name! })
    for ((name, parameter), golden) in zip(parameters, run.parameters) {
      XCTAssertEqual(parameter.value.shape, golden.shape, name)
      parameter.value = golden.tensor
    }
    XCTAssertEqual(run.losses.count, 10)
    for (step, wanted) in run.losses.enumerated() {
      let tape = Tape(.training)
      let result = loss(step, tape)
      XCTAssertEqual(result.value.scalars[0], wanted, accuracy: 1e-4 * wanted, "loss \(step)")
      let gradients = result.gradients()
      if step == 0 {
        for ((name, parameter), golden) in zip(parameters, run.gradients) {
          XCTAssertTrue(gradients.contains(parameter), name)
          assertClose(gradients[parameter], golden.tensor, "gradient of \(name)")
        }
      }
      optimizer.update(parameters.map(\.parameter), with: gradients)
    }
  }

  /// Within 1e-4 of the largest value, which is what float32 sums in another order can promise.
  private func assertClose(_ found: Tensor, _ wanted: Tensor, _ what: String) {
    XCTAssertEqual(found.shape, wanted.shape, what)
    let scale = wanted.scalars.map(abs).max() ?? 0
    let worst = zip(found.scalars, wanted.scalars).map { abs($0 - $1) }.max() ?? 0
    XCTAssertLessThanOrEqual(worst, 1e-4 * scale + 1e-7, what)
  }
}
