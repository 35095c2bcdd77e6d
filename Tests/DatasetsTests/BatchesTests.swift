import Datasets
import Tensors
import XCTest

final class BatchesTests: XCTestCase {
  let set = ClassificationSet(
    features: Tensor(shape: [10, 2], scalars: (0..<20).map { Float($0) }),
    labels: (0..<10).map { $0 % 3 }, classNames: ["a", "b", "c"])

  func testBatchesInOrderWithARaggedLast() {
    let batches = set.batches(of: 4)
    XCTAssertEqual(batches.map(\.count), [4, 4, 2])
    XCTAssertEqual(batches.flatMap(\.labels), set.labels)
    XCTAssertEqual(batches.last!.features, Tensor(shape: [2, 2], scalars: [16, 17, 18, 19]))
    XCTAssertEqual(set.batches(of: 5).count, 2)
    XCTAssertEqual(set.batches(of: 99).map(\.count), [10])
    XCTAssertEqual(set.rows([]).batches(of: 4).count, 0)
  }

  func testShuffledBatchesHoldEachExampleOnce() {
    var random = Random(seed: 5)
    let first = set.batches(of: 3, shuffledBy: &random)
    let second = set.batches(of: 3, shuffledBy: &random)
    for batches in [first, second] {
      XCTAssertEqual(batches.map(\.count), [3, 3, 3, 1])
      let rows = batches.flatMap { batch in
        (0..<batch.count).map { Int(batch.features.scalars[$0 * 2]) / 2 }
      }
      XCTAssertEqual(rows.sorted(), Array(0..<10))
      XCTAssertEqual(batches.flatMap(\.labels), rows.map { $0 % 3 })
    }
    XCTAssertNotEqual(first.flatMap(\.labels), second.flatMap(\.labels))
    var again = Random(seed: 5)
    XCTAssertEqual(Array(set.batches(of: 3, shuffledBy: &again)), Array(first))
  }

  func testAnEmptyBatchSizeIsASentence() {
    XCTAssertThrowsError(try set.checkedBatchSize(0)) {
      XCTAssertEqual(
        "\($0)", "A batch needs at least one example, and a size of 0 was asked for.")
    }
  }

  func testImagesComeInBatchesToo() throws {
    XCTAssertEqual(try Digits.load().batches(of: 64)[28].images.shape, [5, 8, 8, 1])
  }
}
