import Autograd
import Networks
import TestSupport
import Tensors
import XCTest

/// Each layer gives PyTorch's output, gradients and number of parameters from the same weights.
final class LayerGoldenTests: XCTestCase {
  struct Packed: Decodable {
    var name: String?
    let shape: [Int]
    let values: [Float]
    var tensor: Tensor { Tensor(shape: shape, scalars: values) }
  }

  struct Case: Decodable {
    let parameters: [Packed]
    let gradients: [Packed]
    let buffers: [Packed]
    let count: Int
    let output: Packed
    let outputGradient: Packed
    var input: Packed?
    var inputGradient: Packed?
    var tokens: [Int]?
  }

  private struct File: Decodable {
    let cases: [String: Case]
  }

  private static let cases = Result {
    let files = try ["", "-images", "-sequences"].map {
      try JSONDecoder().decode(File.self, from: try Golden.data("networks-layers\($0).json")).cases
    }
    return files.reduce(into: [:]) { all, more in
      all.merge(more) { _, _ in fatalError("two golden cases of one name") }
    }
  }

  /// A layer for each golden case; its weights are then replaced.
  private static func layers() -> [String: any Layer] {
    var random = Random(seed: 1)
    func attention(causal: Bool = false, rotary: RotaryPositions? = nil) -> MultiHeadAttention {
      MultiHeadAttention(width: 8, heads: 2, causal: causal, rotary: rotary, using: &random)
    }
    return [
      "Linear": Linear(5, 3, using: &random),
      "Linear without bias": Linear(5, 3, bias: false, using: &random),
      "ReLU": ReLU(), "GELU": GELU(), "SiLU": SiLU(), "Tanh": Tanh(), "Sigmoid": Sigmoid(),
      "Softmax": Softmax(), "Flatten": Flatten(), "Reshape": Reshape([4, 5]),
      "Conv2D": Conv2D(2, 4, using: &random),
      "Conv2D, stride 2, no padding": Conv2D(2, 4, stride: 2, padding: 0, using: &random),
      "Conv2D, 5 by 5, no bias": Conv2D(2, 4, size: 5, bias: false, using: &random),
      "Conv2D, 1 by 1": Conv2D(2, 4, size: 1, using: &random),
      "Conv2D, two groups": Conv2D(2, 4, groups: 2, using: &random),
      "MaxPool2D": MaxPool2D(), "MaxPool2D, 3 by 3, stride 2": MaxPool2D(3, stride: 2),
      "AveragePool2D": AveragePool2D(),
      "AveragePool2D, 3 by 3, stride 1": AveragePool2D(3, stride: 1),
      "GlobalAveragePool": GlobalAveragePool(),
      "BatchNorm of rows": BatchNorm(5), "BatchNorm of images": BatchNorm(3),
      "LayerNorm": LayerNorm(6), "RMSNorm": RMSNorm(6),
      "MultiHeadAttention": attention(), "MultiHeadAttention, causal": attention(causal: true),
      "MultiHeadAttention, rotary": attention(
        causal: true, rotary: RotaryPositions(context: 7, width: 4)),
      "TransformerBlock": TransformerBlock(width: 8, heads: 2, using: &random),
      "TransformerBlock, norms behind": TransformerBlock(
        width: 8, heads: 2, norms: .behind, using: &random),
      "MultiHeadAttention, grouped": MultiHeadAttention(
        width: 16, heads: 4, keyHeads: 2, causal: true, bias: false,
        rotary: RotaryPositions(context: 6, width: 4, pairs: .neighbours), using: &random),
      "SwiGLU": SwiGLU(6, hidden: 10, using: &random),
      "LearnedPositions": LearnedPositions(context: 9, width: 8, using: &random),
      "SinusoidalPositions": SinusoidalPositions(context: 9, width: 8),
      "Residual": Residual {
        Linear(4, 4, using: &random)
        Tanh()
      },
      "Residual with a shortcut": Residual(shortcut: Linear(4, 6, bias: false, using: &random)) {
        Linear(4, 6, using: &random)
      },
    ].merging(imageLayers(using: &random)) { own, _ in own }
      .merging(recurrentLayers(using: &random)) { own, _ in own }
  }

  private static func recurrentLayers(using random: inout Random) -> [String: any Layer] {
    [
      "Recurrent": Recurrent(3, 5, using: &random),
      "LSTM": LSTM(3, 5, using: &random),
      "GRU": GRU(3, 5, using: &random),
      "BothDirections": BothDirections(
        GRU(3, 5, using: &random), GRU(3, 5, isBackwards: true, using: &random)),
    ]
  }

  private static func imageLayers(using random: inout Random) -> [String: any Layer] {
    [
      "Conv2D, dilated": Conv2D(2, 4, dilation: 2, using: &random),
      "Conv2D, depthwise, stride 2": Conv2D(5, 5, stride: 2, groups: 5, using: &random),
      "Conv2D, depthwise, 5 by 5": Conv2D(
        18, 18, size: 5, groups: 18, bias: false, using: &random),
      "TransposedConv2D": TransposedConv2D(2, 4, using: &random),
      "TransposedConv2D, 3 by 3": TransposedConv2D(3, 2, size: 3, using: &random),
      "TransposedConv2D, 4 by 4, no bias": TransposedConv2D(
        2, 3, size: 4, bias: false, using: &random),
      "Upsample2D, nearest": Upsample2D(), "Upsample2D, bilinear": Upsample2D(2, .bilinear),
      "GroupNorm": GroupNorm(3, channels: 6),
      "LeakyReLU": LeakyReLU(slope: 0.2), "ReLU6": ReLU6(),
      "Conv2D and ReLU6": Sequential {
        Conv2D(3, 3, groups: 3, using: &random)
        ReLU6()
      },
      "TransposedConv2D and LeakyReLU": Sequential {
        TransposedConv2D(2, 3, using: &random)
        LeakyReLU()
      },
    ]
  }

  func testEveryLayerIsPyTorchs() throws {
    let cases = try Self.cases.get()
    let layers = Self.layers()
    let apart = [
      "Embedding", "MultiHeadAttention, lengths 3 and 5", "CrossAttention, lengths 2 and 4",
      "BatchNorm of rows, inferring", "BatchNorm of images, inferring",
    ]
    XCTAssertEqual(Set(cases.keys), Set(layers.keys).union(apart), "layers and golden cases")
    for (name, layer) in layers {
      try check(name, layer) { input, _ in layer(input) }
    }
  }

  func testAttentionOverExamplesOfDifferentLengths() throws {
    var random = Random(seed: 1)
    let layer = MultiHeadAttention(width: 8, heads: 2, causal: false, using: &random)
    try check("MultiHeadAttention, lengths 3 and 5", layer) { input, _ in
      layer(input, lengths: [3, 5])
    }
  }

  func testCrossAttentionOverMemoriesOfDifferentLengths() throws {
    var random = Random(seed: 1)
    let layer = CrossAttention(width: 8, heads: 2, using: &random)
    try check("CrossAttention, lengths 2 and 4", layer) { input, _ in
      layer(input[0..., ..<3], memory: input[0..., 3...], lengths: [2, 4])
    }
  }

  func testEmbedding() throws {
    var random = Random(seed: 1)
    let table = Embedding(tokens: 7, width: 4, using: &random)
    let tokens = try XCTUnwrap(try Self.cases.get()["Embedding"]?.tokens)
    try check("Embedding", table) { _, tape in table(tokens, shape: [2, 3], on: tape) }
  }

  func testBatchNormInfersWithItsRunningAverages() throws {
    for (name, channels) in [("rows", 5), ("images", 3)] {
      let layer = BatchNorm(channels)
      let golden = try load("BatchNorm of \(name), inferring", into: layer)
      layer.runningMean.value = golden.buffers[0].tensor
      layer.runningVariance.value = golden.buffers[1].tensor
      expectClose(layer.predict(golden.input!.tensor), golden.output.tensor, name)
      XCTAssertEqual(layer.runningMean.value, golden.buffers[0].tensor, "inferring changes nothing")
    }
  }

  /// Gives the layer the golden weights.
  private func load(_ name: String, into layer: some Model) throws -> Case {
    let golden = try XCTUnwrap(try Self.cases.get()[name], "no golden values for \(name)")
    let parameters = layer.namedParameters
    XCTAssertEqual(parameters.map(\.name), golden.parameters.map { $0.name! }, name)
    XCTAssertEqual(layer.parameterCount, golden.count, name)
    for ((_, parameter), wanted) in zip(parameters, golden.parameters) {
      parameter.value = wanted.tensor
    }
    return golden
  }

  /// Compares output, gradients and running averages of one call.
  private func check(
    _ name: String, _ layer: some Model, _ call: (Variable, Tape) -> Variable
  ) throws {
    let golden = try load(name, into: layer)
    let tape = Tape(.training)
    let input = tape.variable(golden.input?.tensor ?? Tensor.zeros([1]))
    let output = call(input, tape)
    expectClose(output.value, golden.output.tensor, "output of \(name)")
    let gradients = (output * golden.outputGradient.tensor).sum().gradients()
    for ((path, parameter), wanted) in zip(layer.namedParameters, golden.gradients) {
      expectClose(gradients[parameter], wanted.tensor, "\(name), gradient of \(path)")
    }
    if let wanted = golden.inputGradient {
      expectClose(gradients[input], wanted.tensor, "\(name), gradient of the input")
    }
    XCTAssertEqual(layer.namedBuffers.count, golden.buffers.count, name)
    for ((path, buffer), wanted) in zip(layer.namedBuffers, golden.buffers) {
      expectClose(buffer.value, wanted.tensor, "\(name), \(path)")
    }
  }

  /// Within 2e-5 of the largest value, which sums in another order can promise.
  private func expectClose(
    _ found: Tensor, _ wanted: Tensor, _ what: String, line: UInt = #line
  ) {
    let largest = wanted.scalars.reduce(Float(1)) { max($0, abs($1)) }
    TestSupport.expectClose(
      found, wanted, relative: 0, absolute: 2e-5 * largest, what, line: line)
  }
}
