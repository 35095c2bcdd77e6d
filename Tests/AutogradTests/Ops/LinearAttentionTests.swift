import Autograd
import Tensors
import XCTest

final class LinearAttentionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "linearAttention",
      [
        "heads1": { Variable.linearAttention(query: $0[0], key: $0[1], value: $0[2]) },
        "heads2": { Variable.linearAttention(query: $0[0], key: $0[1], value: $0[2], heads: 2) },
      ], in: "autograd_scans.json"
    ).prove()
  }

  /// The features and their slope at 0, far below it and far above.
  func testFeatures() {
    let x = Tensor([-200, -1, 0, 2, 1e20])
    let found = x.attentionFeatures()
    XCTAssertEqual(found[0], 0)
    XCTAssertEqual(found[1], 0.36787945, accuracy: 1e-7)
    XCTAssertEqual(found.scalars[2...], [1, 3, 1e20])
  }

  /// One place sees itself alone: its own value.
  func testTheFirstPlaceSeesItself() {
    var random = Random(seed: 35)
    let tape = Tape(.inference)
    let parts = (0..<3).map { _ in tape.constant(.normal([2, 3, 4], using: &random)) }
    let found = Variable.linearAttention(query: parts[0], key: parts[1], value: parts[2], heads: 2)
    XCTAssert(
      found.value[0..., ..<1].isClose(to: parts[2].value[0..., ..<1], relative: 1e-6))
  }

  func testNothingToRead() {
    for shape in [[0, 3, 4], [2, 0, 4], [2, 3, 0]] {
      let tape = Tape(.training)
      let x = tape.variable(.zeros(shape))
      let found = Variable.linearAttention(query: x, key: x, value: x, heads: 2)
      XCTAssertEqual(found.shape, shape)
      XCTAssertEqual(found.sum().gradients()[x].shape, shape)
    }
  }

  func testRefusals() {
    func refusal(_ query: [Int], _ key: [Int], _ value: [Int], _ heads: Int) -> String {
      sentence { try Variable.checkLinearAttention(query, key, value, heads: heads) }
    }
    XCTAssertEqual(
      refusal([2, 3, 4], [2, 2, 4], [2, 3, 4], 1),
      "linear attention of queries [2, 3, 4], keys [2, 2, 4] and values [2, 3, 4]: each has the axes "
        + "[batch, places, heads x depth], keys the shape of queries, and values their places")
    XCTAssertEqual(
      refusal([2, 3, 4], [2, 3, 4], [2, 3, 3], 2),
      "linear attention: a width of 4 and one of 3 cannot both be cut into 2 heads")
  }
}
