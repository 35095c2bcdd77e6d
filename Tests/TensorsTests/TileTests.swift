import Tensors
import XCTest

/// The product's kernel against three loops, bit for bit: both add the products of a scalar of the
/// result in the order of the shared axis, 512 at a time, with fused multiply-adds.
final class TileTests: XCTestCase {
  func testProductsOfAllShapesAreThoseOfThreeLoops() {
    let lengths = [2, 3, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 50, 64, 97]
    var random = Random(seed: 1)
    for _ in 0..<300 {
      let rows = lengths.randomElement(using: &random)!
      let columns = ([1] + lengths).randomElement(using: &random)!
      let shared = ([0, 511, 512, 513, 1100] + lengths).randomElement(using: &random)!
      check(
        Problem(
          rows: rows, columns: columns, shared: shared, transposeLeft: .random(using: &random),
          transposeRight: .random(using: &random), isAdding: .random(using: &random),
          using: &random))
    }
  }

  func testManyRowsAreWorkedOnInBlocks() {
    var random = Random(seed: 2)
    for (rows, columns, shared) in [(256, 40, 20), (257, 33, 530), (600, 70, 64)] {
      for (left, right) in [(false, false), (true, false), (false, true)] {
        check(
          Problem(
            rows: rows, columns: columns, shared: shared, transposeLeft: left,
            transposeRight: right, isAdding: true, using: &random))
      }
    }
  }

  /// However many threads there are to cut it for, a product has the same bits.
  func testThreadsChangeNoBit() {
    var random = Random(seed: 5)
    for (rows, columns, shared) in [(801, 130, 40), (1_030, 17, 90), (70, 700, 65), (33, 49, 700)] {
      let left = Tensor.normal([rows, shared], using: &random)
      let right = Tensor.normal([columns, shared], using: &random)
      let alone = Parallel.$threads.withValue(1) { left.matmul(right, transposeRight: true) }
      for threads in [2, 3, 5, 12] {
        let together = Parallel.$threads.withValue(threads) {
          left.matmul(right, transposeRight: true)
        }
        XCTAssertEqual(together, alone, "\(rows) x \(shared) x \(columns), \(threads) threads")
      }
    }
  }

  /// A single row has loops of its own, one of which is the dot product's.
  func testSingleRowsAreThoseOfThreeLoopsButForRounding() {
    var random = Random(seed: 4)
    for columns in [1, 15, 16, 63, 64, 65, 150] {
      for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
        for isAdding in [false, true] {
          let problem = Problem(
            rows: 1, columns: columns, shared: 33, transposeLeft: left, transposeRight: right,
            isAdding: isAdding, using: &random)
          for (found, expected) in zip(problem.product(), problem.threeLoops()) {
            XCTAssertEqual(found, expected, accuracy: 1e-5, problem.words)
          }
        }
      }
    }
  }

  /// A sum of so many terms, one after the other, would be one percent off.
  func testASingleRowOfManyStepsIsExact() {
    let column = Tensor.filled([1_000_000, 3], with: 0.1)
    let product = Tensor.ones([1, 1_000_000]).matmul(column)
    for sum in product.scalars { XCTAssertEqual(Double(sum), 100_000, accuracy: 2) }
  }

  /// A right matrix that was copied into panels once: the whole product, and parts of it.
  func testPanelsGiveTheSameProduct() {
    var random = Random(seed: 6)
    let lengths = [1, 5, 16, 17, 31, 32, 33, 48, 64, 100]
    for _ in 0..<100 {
      let rows = lengths.randomElement(using: &random)!
      let columns = lengths.randomElement(using: &random)!
      let shared = ([513] + lengths).randomElement(using: &random)!
      let isTransposed = Bool.random(using: &random)
      let first = Int.random(in: 0..<shared, using: &random)
      let some = Bool.random(using: &random) ? columns : max(columns / 32 * 32, min(columns, 32))
      let left = Tensor.normal([rows, shared], using: &random)
      let shape = isTransposed ? [columns, shared] : [shared, columns]
      let right = Tensor.normal(shape, using: &random)
      let expected = left.slice(axis: 1, first..<shared).matmul(
        right.slice(axis: isTransposed ? 1 : 0, first..<shared), transposeRight: isTransposed)
      var room = [Float](repeating: .nan, count: (columns + 31) / 32 * 32 * shared)
      var found = [Float](repeating: 0, count: rows * some)
      left.read { left in
        right.read { right in
          room.withUnsafeMutableBufferPointer { room in
            let panels = Tile.Operand(
              right, stride: isTransposed ? shared : columns, isTransposed: isTransposed
            ).panels(columns: columns, depth: shared, at: room.baseAddress!)
            Tile.multiply(
              rows: rows, columns: some, shared: shared - first,
              .init(left + first, stride: shared), panels.steps(from: first), into: &found,
              stride: some)
          }
        }
      }
      for (place, found) in found.enumerated() {
        let expected = expected[place / some, place % some]
        let words = "[\(rows), \(shared)] by [\(shared), \(columns)] from \(first) on"
        // A single row that was not copied is summed in another order.
        if rows > 1 { XCTAssertEqual(found, expected, words) }
        XCTAssertEqual(found, expected, accuracy: 1e-3, words)
      }
    }
  }

  /// What stands behind the end of the right matrix does not matter, nor is it read: the last row
  /// of a matrix with few columns is followed by numbers that would spoil any sum.
  func testNothingBehindTheMatrixCounts() {
    var random = Random(seed: 3)
    for columns in 1...40 {
      check(
        Problem(
          rows: 9, columns: columns, shared: 7, transposeLeft: false, transposeRight: false,
          isAdding: false, using: &random))
    }
  }

  /// Patches of a row of numbers, three wide and two apart, in two stretches: rows that overlap.
  func testRowsMayOverlapAndHaveStretches() {
    let line = (0..<40).map { Float($0) }
    let filters = (0..<6 * 4).map { Float($0 % 5) - 2 }
    var result = [Float](repeating: 0, count: 7 * 4)
    line.withUnsafeBufferPointer { line in
      filters.withUnsafeBufferPointer { filters in
        Tile.multiply(
          rows: 7, columns: 4, shared: 6,
          .init(line.baseAddress!, stride: 2).stretches(of: 3, stride: 20),
          .init(filters.baseAddress!, stride: 4), into: &result, stride: 4)
      }
    }
    for row in 0..<7 {
      for column in 0..<4 {
        let sum = (0..<6).reduce(Float(0)) { sum, step in
          sum + line[row * 2 + step / 3 * 20 + step % 3] * filters[step * 4 + column]
        }
        XCTAssertEqual(result[row * 4 + column], sum, "row \(row), column \(column)")
      }
    }
  }

  private func check(_ problem: Problem, line: UInt = #line) {
    let (found, expected) = (problem.product(), problem.threeLoops())
    guard let place = found.indices.first(where: { !(found[$0] == expected[$0]) }) else { return }
    XCTFail("\(problem.words): \(found[place]) at \(place), not \(expected[place])", line: line)
  }
}

/// Two matrices and how to multiply them, with numbers around all of them that must not be touched.
private struct Problem {
  let rows, columns, shared: Int
  let transposeLeft, transposeRight, isAdding: Bool
  let left, right, result: [Float]
  let factor: Float = 0.5

  init(
    rows: Int, columns: Int, shared: Int, transposeLeft: Bool, transposeRight: Bool,
    isAdding: Bool, using random: inout Random
  ) {
    (self.rows, self.columns, self.shared) = (rows, columns, shared)
    (self.transposeLeft, self.transposeRight, self.isAdding) =
      (transposeLeft, transposeRight, isAdding)
    left = Tensor.normal([rows * shared], using: &random).scalars
    right = Tensor.normal([shared * columns], using: &random).scalars
    result = Tensor.normal([rows * (columns + 3)], using: &random).scalars
  }

  var words: String {
    "[\(rows), \(shared)]\(transposeLeft ? " transposed" : "") by [\(shared), \(columns)]"
      + "\(transposeRight ? " transposed" : "")\(isAdding ? ", added" : "")"
  }

  /// The kernel's product, with rows of the result three numbers further apart than they are long.
  func product() -> [Float] {
    var result = result
    // Allocations that end where the matrices end, but for numbers that spoil whatever reads them.
    (left + [.nan]).withUnsafeBufferPointer { left in
      (right + [Float](repeating: .nan, count: 64)).withUnsafeBufferPointer { right in
        Tile.multiply(
          rows: rows, columns: columns, shared: shared, factor: factor,
          .init(
            left.baseAddress!, stride: transposeLeft ? rows : shared, isTransposed: transposeLeft),
          .init(
            right.baseAddress!, stride: transposeRight ? shared : columns,
            isTransposed: transposeRight),
          into: &result, stride: columns + 3, adding: isAdding)
      }
    }
    return result
  }

  func threeLoops() -> [Float] {
    var result = result
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * (columns + 3) + column
        result[place] = scalar(row, column, start: isAdding ? result[place] : nil)
      }
    }
    return result
  }

  private func scalar(_ row: Int, _ column: Int, start: Float?) -> Float {
    func leftScalar(_ step: Int) -> Float {
      left[transposeLeft ? step * rows + row : row * shared + step]
    }
    func rightScalar(_ step: Int) -> Float {
      right[transposeRight ? column * shared + step : step * columns + column]
    }
    var total = start
    for first in stride(from: 0, to: max(shared, 1), by: 512) {
      var sum: Float = 0
      for step in first..<max(first, min(shared, first + 512)) {
        sum.addProduct(leftScalar(step), rightScalar(step))
      }
      total = total.map { $0.addingProduct(sum, factor) } ?? sum * factor
    }
    return total!
  }
}
