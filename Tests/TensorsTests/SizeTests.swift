import Tensors
import XCTest

/// Shapes that no tensor can have, and places that it does not have.
final class SizeTests: XCTestCase {
  private func sentence<Value>(_ rule: () throws -> Value) -> String {
    do {
      return "nothing was thrown, but found \(try rule())"
    } catch {
      return "\(error)"
    }
  }

  func testWhatCannotBeCountedIsRefused() {
    XCTAssertEqual(
      sentence { try Shape.count([1 << 62], in: "making a tensor") },
      "making a tensor: shape [4611686018427387904] holds more scalars than can be counted")
    XCTAssertEqual(
      sentence { try Shape.count([1 << 40, 1 << 40, 0], in: "making a tensor") },
      "making a tensor: shape [1099511627776, 1099511627776, 0] holds more scalars than can be "
        + "counted")
    XCTAssertEqual(
      sentence { try Shape.count([3, -1], in: "making a tensor") },
      "making a tensor: shape [3, -1] has a negative length")
    XCTAssertEqual(
      sentence { try Shape.count(Int.min..<Int.max) },
      "the whole numbers of \(Int.min..<Int.max): shape [\(Int.max)] holds more scalars than can "
        + "be counted")
  }

  func testWhatTheMachineHasNoMemoryForIsRefused() {
    XCTAssertEqual(
      sentence { try Shape.count([1 << 20, 1 << 10], in: "adding", memory: 1 << 31) },
      "adding: shape [1048576, 1024] holds 1073741824 scalars, which take 4.0 GiB, and this machine "
        + "has 2.0 GiB of memory")
    XCTAssertEqual(try Shape.count([1 << 19, 1 << 10], in: "adding", memory: 1 << 31), 1 << 29)
    // The real machine, whatever it has, has no petabytes.
    XCTAssertThrowsError(try Shape.count([1 << 48], in: "adding"))
  }

  func testEmptyShapesMayBeLongButFilledOnesMadeOfThemMayNot() throws {
    let (tall, flat) = (Tensor.zeros([1 << 48, 0]), Tensor.zeros([0, 1 << 48]))
    XCTAssertEqual(tall.count, 0)
    XCTAssertEqual(flat.matmul(tall).shape, [0, 0])
    XCTAssertEqual(flat.cumulativeSum().shape, flat.shape)
    XCTAssertEqual(tall.sorted(axis: 0).shape, tall.shape)
    XCTAssertEqual(tall.reshaped([0, 3]).shape, [0, 3])
    XCTAssertEqual(Tensor.zeros([0]).reshaped([1 << 48, -1]).shape, [1 << 48, 0])
    XCTAssertThrowsError(try MatrixProduct([1 << 48, 0], [0, 1]))
    XCTAssertThrowsError(try MatrixProduct([1 << 40, 0], [0, 1 << 40]))
  }

  func testEveryWayToALargerTensorIsChecked() {
    XCTAssertThrowsError(try Broadcast([1 << 24, 1], [1 << 24], in: "adding"))
    XCTAssertThrowsError(try Tensor.checkBroadcast([1], to: [1 << 48]))
    XCTAssertThrowsError(try Tensor.pad([2], by: [(.max, 1)]))
    XCTAssertThrowsError(try Tensor.pad([2], by: [(1 << 48, 1)]))
    XCTAssertThrowsError(try Tensor.tile([4, 4], [1 << 40, 1 << 40]))
    XCTAssertThrowsError(try Tensor.tile([1], [1 << 48]))
    XCTAssertThrowsError(
      try Tensor.concatenate([[Int]](repeating: [1 << 60, 0], count: 9), axis: 0))
    XCTAssertThrowsError(try Tensor.checkSplit([2], axis: 0, counts: [.max, .max, 4]))
    XCTAssertThrowsError(try Shape.reshape([0], to: [1 << 40, 1 << 40, -1]))
  }

  func testNegativeIndicesCountFromTheEnd() {
    var x = Tensor.range(0..<12).reshaped([3, 4])
    XCTAssertEqual(x[-1, -1], 11)
    XCTAssertEqual(x[0, -4], 0)
    XCTAssertEqual(x[-1, ..<(-1)], Tensor([8, 9, 10]))
    XCTAssertEqual(x[(-2)..., 1], Tensor([5, 9]))
    XCTAssertEqual(x[(-3)..<(-1), -1], Tensor([3, 7]))
    XCTAssertEqual(x[0, (-3)...(-2)], Tensor([1, 2]))
    XCTAssertEqual(x[0, ...(-3)], Tensor([0, 1]))
    XCTAssertEqual(x.row(-1), Tensor([8, 9, 10, 11]))
    x[-1, 0] = 4
    x[-1, 0] += 1
    x[0, (-2)...] = Tensor([7])
    XCTAssertEqual(x, Tensor([[0, 1, 7, 7], [4, 5, 6, 7], [5, 9, 10, 11]]))
  }

  func testPlacesOutsideAreRefused() {
    for index in [3, -4, .max, .min] {
      XCTAssertThrowsError(try Tensor.position([index], in: [3]), "\(index)")
      XCTAssertThrowsError(try Tensor.Part([index], of: [3]), "\(index)")
    }
    let ranges: [any AxisIndex] = [
      0..<4, (-4)..<2, 1..<Int.max, Int.min..<1, 0...3, 2...Int.max, 4..., Int.max..., (-4)...,
      ..<4, ..<Int.max, ..<(-4), ...3, ...Int.max, ...(-5), (-1)...0,
    ]
    for range in ranges { XCTAssertThrowsError(try Tensor.Part([range], of: [3]), "\(range)") }
    XCTAssertEqual(
      sentence { try Tensor.Part([Int.max], of: [3]).shape },
      "slicing: axis 0 of shape [3] has no place \(Int.max); its places are 0..<3, and a negative "
        + "one counts from the end")
    XCTAssertEqual(
      sentence { try Tensor.Part([0, 2..<9], of: [3, 4]).shape },
      "slicing: axis 1 of shape [3, 4] has no places from 2 up to 9; its places are 0..<4, and a "
        + "negative one counts from the end")
    XCTAssertEqual(
      sentence { try Tensor.position([-4], in: [3]) },
      "reading a scalar: index -4 is not in 0..<3, the range of axis 0 of shape [3], nor in "
        + "-3..<0, which counts from the end")
  }
}
