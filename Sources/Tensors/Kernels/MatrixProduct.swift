/// A product of two stacks of matrices: its shapes, and how it is cut into pieces.
package struct MatrixProduct {
  /// Rows of the left matrix (after transposing), columns of the right one, and what they share.
  package let rows: Int
  package let columns: Int
  package let shared: Int
  package let transposeLeft: Bool
  package let transposeRight: Bool
  /// How the leading axes of both operands broadcast.
  package let batch: Broadcast

  /// The shape of the result.
  package var shape: [Int] { batch.shape + [rows, columns] }

  /// Plans the product, or throws the sentence about two shapes that do not go together.
  package init(
    _ left: [Int], _ right: [Int], transposeLeft: Bool = false, transposeRight: Bool = false
  ) throws {
    guard left.count >= 2, right.count >= 2 else {
      throw TensorError(
        "matmul of \(left) and \(right): both must have at least two axes; "
          + "a vector becomes a column with reshaped([-1, 1]) and a row with reshaped([1, -1])")
    }
    let (l, r) = (Array(left.suffix(2)), Array(right.suffix(2)))
    (self.transposeLeft, self.transposeRight) = (transposeLeft, transposeRight)
    (rows, shared) = transposeLeft ? (l[1], l[0]) : (l[0], l[1])
    let meets = transposeRight ? r[1] : r[0]
    columns = transposeRight ? r[0] : r[1]
    // A function: to describe shapes takes longer than to multiply small matrices.
    func product() -> String {
      "matmul of \(left)\(transposeLeft ? " transposed" : "") "
        + "and \(right)\(transposeRight ? " transposed" : "")"
    }
    guard shared == meets else {
      throw TensorError(
        "\(product()): the left has \(shared) columns and the right \(meets) rows, "
          + "which must be equal")
    }
    batch = try Broadcast(Array(left.dropLast(2)), Array(right.dropLast(2)), in: product())
  }

  /// What the product is added to must have its shape.
  package func checkResult(_ result: [Int]) throws {
    guard result == shape else {
      throw TensorError("adding a matrix product of shape \(shape) to a tensor of shape \(result)")
    }
  }
}

extension MatrixProduct {
  /// Writes the product, or adds it to what is there.
  package func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    _ = Runtime.isPrepared
    let count = batch.shape.reduce(1, *)
    guard count * rows * columns > 0 else { return }
    guard shared > 0 else {
      if !adding { result.update(repeating: 0, count: count * rows * columns) }
      return
    }
    // One right matrix for a whole stack on the left: the stack is one tall matrix.
    let isTall = !transposeLeft && batch.lengths.count == 1 && batch.rightStrides == [0]
    let (items, rows) = isTall ? (1, count * rows) : (count, rows)
    let grid = Grid(rows: rows, columns: columns, shared: shared)
    let work = 2 * rows * columns * shared / grid.count
    Parallel.pieces(of: items * grid.count, size: max(1, Self.smallestWork / max(work, 1))) {
      range in
      for piece in range {
        let (item, cell) = piece.quotientAndRemainder(dividingBy: grid.count)
        let (a, b) = matrices(item)
        multiply(
          left + a * rows * shared, right + b * shared * columns,
          into: result + item * rows * columns, adding: adding, rows: rows,
          cell: grid.cell(cell))
      }
    }
  }

  /// Which left and right matrix make the given one of the result.
  private func matrices(_ item: Int) -> (left: Int, right: Int) {
    let last = batch.lengths.count - 1
    let (row, index) = item.quotientAndRemainder(dividingBy: batch.lengths[last])
    let start = batch.offsets(ofRow: row)
    return (
      start.left + index * batch.leftStrides[last], start.right + index * batch.rightStrides[last]
    )
  }

  /// One cell of one product.
  private func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, adding: Bool, rows: Int,
    cell: (rows: Range<Int>, columns: Range<Int>)
  ) {
    let (row, column) = (cell.rows.lowerBound, cell.columns.lowerBound)
    Tile.multiply(
      rows: cell.rows.count, columns: cell.columns.count, shared: shared,
      .init(
        left + (transposeLeft ? row : row * shared), stride: transposeLeft ? rows : shared,
        isTransposed: transposeLeft),
      .init(
        right + (transposeRight ? column * shared : column),
        stride: transposeRight ? shared : columns, isTransposed: transposeRight),
      into: result + row * columns + column, stride: columns, adding: adding)
  }
}

extension MatrixProduct {
  /// Fewer operations than this are not worth handing to another core: some 10 microseconds.
  package static let smallestWork = 1_000_000

  /// How one product is cut into cells for several cores, by its size alone.
  ///
  /// Rows are cut before columns as long as there are many, since what comes before and after a
  /// product mostly goes by rows too: a core then finds them in its own cache. Each cell copies its
  /// own panels of the right matrix, which few rows would not repay.
  package struct Grid {
    let rows: Int
    let columns: Int
    package private(set) var down = 1
    package private(set) var across = 1

    package init(rows: Int, columns: Int, shared: Int) {
      (self.rows, self.columns) = (rows, columns)
      let work = 2 * Double(rows) * Double(columns) * Double(shared)
      // Twice the cells for four times the work, up to sixteen.
      let wanted = min(16, (work / 1e6).squareRoot())
      var (height, width) = (rows, columns)
      while Double(down * across * 2) <= wanted {
        if height >= 128 || height >= 32 && width < 64 {
          (down, height) = (down * 2, height / 2)
        } else if width >= 64 {
          (across, width) = (across * 2, width / 2)
        } else {
          break
        }
      }
    }

    package var count: Int { down * across }

    func cell(_ index: Int) -> (rows: Range<Int>, columns: Range<Int>) {
      (part(index / across, of: down, in: rows), part(index % across, of: across, in: columns))
    }

    /// Equal parts, rounded up to whole tiles so that only the last meets a ragged edge.
    private func part(_ index: Int, of parts: Int, in length: Int) -> Range<Int> {
      let size = ((length + parts - 1) / parts + 31) / 32 * 32
      return min(index * size, length)..<min((index + 1) * size, length)
    }
  }
}
