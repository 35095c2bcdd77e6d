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
  package let shape: [Int]

  /// Plans the product, or throws the sentence about two shapes that do not go together.
  package init(
    _ left: [Int], _ right: [Int], transposeLeft: Bool = false, transposeRight: Bool = false
  ) throws {
    guard left.count >= 2, right.count >= 2 else {
      throw TensorError(
        "matmul of \(left) and \(right): both must have at least two axes; "
          + "a vector becomes a column with reshaped([-1, 1]) and a row with reshaped([1, -1])")
    }
    let (l, r) = (left.count - 2, right.count - 2)
    (self.transposeLeft, self.transposeRight) = (transposeLeft, transposeRight)
    (rows, shared) = transposeLeft ? (left[l + 1], left[l]) : (left[l], left[l + 1])
    let meets = transposeRight ? right[r + 1] : right[r]
    columns = transposeRight ? right[r] : right[r + 1]
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
    batch =
      l == 0 && r == 0
      ? .once : try Broadcast(Array(left.prefix(l)), Array(right.prefix(r)), in: product())
    shape = batch.shape + [rows, columns]
    _ = try Shape.count(shape, in: product())
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
    let grid = Grid(
      rows: rows, columns: columns, shared: shared, items: items, byColumns: transposeLeft)
    let leftStride = transposeLeft ? rows : shared
    let left = Tile.Operand(left, stride: leftStride, isTransposed: transposeLeft)
    let rightStride = transposeRight ? shared : columns
    let right = Tile.Operand(right, stride: rightStride, isTransposed: transposeRight)
    grid.cells(of: items) { item, cell in
      let (a, b) = matrices(item)
      let (row, column) = (cell.rows.lowerBound, cell.columns.lowerBound)
      Tile.multiply(
        rows: cell.rows.count, columns: cell.columns.count, shared: shared,
        left.moved(by: a * rows * shared).moved(down: row, right: 0),
        right.moved(by: b * shared * columns).moved(down: 0, right: column),
        into: result + (item * rows + row) * columns + column, stride: columns, adding: adding)
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
}

extension MatrixProduct {
  /// Fewer operations than this are not worth handing to another core: some 10 microseconds.
  package static let smallestWork = 1_000_000

  /// How one product is cut into cells for several cores. Each scalar is summed within one cell, so
  /// its bits do not depend on the cut.
  ///
  /// The cells are few and large, since each copies its own panels of the right matrix, which few
  /// rows would not repay. And rows are cut before columns as long as there are many, since what
  /// comes before and after a product mostly goes by rows too: a core then finds them in its own
  /// cache. But where the left matrix is transposed, as for the gradients of weights, nothing goes by
  /// rows, and cells that lie side by side copy each panel once: a product of 128 × 2048 × 512 takes
  /// 4 to 10 percent less time.
  struct Grid {
    let rows: Int
    let columns: Int
    let shared: Int
    let down: Int
    let across: Int

    /// The grid of each of `items` products of one shape.
    init(
      rows: Int, columns: Int, shared: Int, items: Int, byColumns: Bool,
      threads: Int = Parallel.threads
    ) {
      (self.rows, self.columns, self.shared) = (rows, columns, shared)
      let work = 2 * Double(rows) * Double(columns) * Double(shared)
      // Two for each core where they take long, so that one that is held up can be helped.
      let each = work * Double(items) > 1e8 * Double(threads) ? 2 : 1
      let worthwhile = max(1, Int(work / Double(MatrixProduct.smallestWork)))
      let wanted = threads == 1 ? 1 : min((threads * each + items - 1) / items, worthwhile)
      let (most, widest) = (max(1, rows / (columns < 64 ? 16 : 64)), max(1, columns / 32))
      let first = byColumns ? min(wanted, widest) : min(wanted, most)
      let second = min((wanted + first - 1) / first, byColumns ? most : widest)
      (down, across) = byColumns ? (second, first) : (first, second)
    }

    var count: Int { down * across }

    /// Calls `body` with each cell of each of so many products, on as many threads as there are.
    func cells(
      of items: Int = 1,
      _ body: (_ item: Int, _ cell: (rows: Range<Int>, columns: Range<Int>)) -> Void
    ) {
      let work = max(1, 2 * rows * columns * shared / count)
      Parallel.pieces(of: items * count, size: max(1, MatrixProduct.smallestWork / work)) { range in
        for piece in range {
          let (item, index) = piece.quotientAndRemainder(dividingBy: count)
          body(item, cell(index))
        }
      }
    }

    func cell(_ index: Int) -> (rows: Range<Int>, columns: Range<Int>) {
      (
        part(index / across, of: down, in: rows, whole: 16),
        part(index % across, of: across, in: columns, whole: 32)
      )
    }

    /// Nearly equal parts of whole tiles, so that only the last meets a ragged edge.
    private func part(_ index: Int, of parts: Int, in length: Int, whole: Int) -> Range<Int> {
      let tiles = (length + whole - 1) / whole
      return min(
        tiles * index / parts * whole, length)..<min(
          tiles * (index + 1) / parts * whole, length)
    }
  }
}
