import Autograd
import Files
import Foundation
import Networks
import TestSupport
import Tensors
import Text
import XCTest

final class MiniLMTests: XCTestCase {
  /// What the published model says about some sentences.
  private struct Expected: Decodable {
    struct Item: Decodable {
      let sentence: String
      let input_ids: [Int]
      let tokens: [String]
      let embedding: [Float]
    }
    let items: [Item]
    let cosine_matrix: [[Float]]
  }

  func testEmbeddingsAreThoseRecorded() throws {
    let folder = DataFolder.path() + "/minilm-l6-v2"
    let files = ["expected.json", "model.safetensors", "vocab.txt"].map { "\(folder)/\($0)" }
    guard files.allSatisfy({ FileManager.default.fileExists(atPath: $0) }) else {
      throw XCTSkip(
        "MiniLM is not on this machine: LADDER_DATA names a folder in which the folder minilm-l6-v2 "
          + "holds model.safetensors, vocab.txt and what it says")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: files[0]))
    let expected = try JSONDecoder().decode(Expected.self, from: data)
    let pieces = try WordPieces.read(files[2])
    XCTAssertEqual(pieces.count, 30_522)
    let model = try MiniLM.published()
    // The 22.7 million of its authors have a last layer that takes no part in this.
    XCTAssertEqual(model.parameterCount, 22_713_216 - 384 * 385)
    XCTAssertEqual(expected.items.count, 8)
    var rows: [[Int]] = []
    for item in expected.items {
      let tokens = pieces.encode(item.sentence)
      XCTAssertEqual(tokens, item.input_ids, item.sentence)
      XCTAssertEqual(pieces.names(of: tokens), item.tokens)
      rows.append(tokens)
    }
    // All at once, with padding, and each by itself.
    let together = model.embeddings(of: rows)
    XCTAssertEqual(together.shape, [8, 384])
    for (place, item) in expected.items.enumerated() {
      let wanted = Tensor(item.embedding)
      let own: Tensor = together[place]
      XCTAssert(own.isClose(to: wanted, relative: 0, absolute: 1e-4), item.sentence)
      let alone: Tensor = model.embeddings(of: [rows[place]])[0]
      XCTAssert(alone.isClose(to: wanted, relative: 0, absolute: 1e-4), item.sentence)
    }
    let cosines = together.matmul(together, transposeRight: true)
    XCTAssert(cosines.isClose(to: Tensor(expected.cosine_matrix), relative: 0, absolute: 1e-4))
  }

  /// A small random model learns, and padding changes nothing.
  func testARandomModel() {
    var random = Random(seed: 45)
    let model = MiniLM(
      tokens: 20, context: 9, width: 8, heads: 2, hidden: 12, blocks: 2, using: &random)
    let rows = [[1, 5, 2], [1, 7, 8, 9, 2]]
    let together = model.embeddings(of: rows)
    for (place, row) in rows.enumerated() {
      let own: Tensor = together[place]
      let alone: Tensor = model.embeddings(of: [row])[0]
      XCTAssert(own.isClose(to: alone, relative: 1e-4, absolute: 1e-5))
      XCTAssertEqual((own * own).sum().scalar, 1, accuracy: 1e-5)
    }
    let found = model(rows, on: Tape(.training))
    let gradients = (found * found * found).sum().gradients()
    // A softmax does not see what is added to all scores, as the bias of keys is.
    for (name, parameter) in model.namedParameters where !name.hasSuffix("key.bias") {
      XCTAssertTrue(gradients[parameter].scalars.contains { $0 != 0 }, name)
    }
  }

  func testWeightsOfAnotherNetworkAreRefused() throws {
    var random = Random(seed: 46)
    let model = MiniLM(
      tokens: 20, context: 9, width: 8, heads: 2, hidden: 12, blocks: 0, using: &random)
    func refusal(
      _ tensors: [(name: String, tensor: Tensor)], _ sentence: String, line: UInt = #line
    ) throws {
      let bytes = try Safetensors.encode(tensors, metadata: [:], path: "x")
      let contents = try Safetensors.decode(bytes, path: "x")
      expectSentence(sentence, try model.take(contents, of: "x"), line: line)
    }
    let advice = " It was written for another network."
    try refusal(
      [], "x: the file has no tensor \"embeddings.word_embeddings.weight\"." + advice)
    try refusal(
      [("embeddings.word_embeddings.weight", .zeros([20, 4]))],
      "x: tensor \"embeddings.word_embeddings.weight\" has the shape [20, 4], which becomes [20, 4], "
        + "and in the network it is [20, 8]." + advice)
    let plain: [(name: String, tensor: Tensor)] = [
      ("embeddings.word_embeddings.weight", .zeros([20, 8])),
      ("embeddings.position_embeddings.weight", .zeros([9, 8])),
      ("embeddings.token_type_embeddings.weight", .zeros([2, 8])),
      ("embeddings.LayerNorm.weight", .ones([8])), ("embeddings.LayerNorm.bias", .zeros([8])),
    ]
    try refusal(
      plain + [("head", .zeros([1]))], "x: the network has nothing for tensor \"head\"." + advice)
    XCTAssertThrowsError(try MiniLM.published(in: "/none"))
  }
}
