import Foundation
import Tensors

/// Rows as bytes: each value as the number of its bin, made once and read by every tree.
///
/// Four columns stand side by side, row after row, then the next four: one read of four bytes serves
/// four histograms, which together fit the innermost cache.
struct BinnedRows {
  let rowCount: Int
  let columnCount: Int
  /// The bins of each column.
  let columns: [ColumnBins]
  /// The bins of all values, in panels of four columns: `[panels, rows, 4]`.
  let codes: [UInt8]

  /// How many columns stand side by side.
  static let width = 4

  var panelCount: Int { (columnCount + BinnedRows.width - 1) / BinnedRows.width }

  /// Bins rows that have been checked; several columns at a time.
  init(_ rows: Tensor, limit: Int = 255) {
    let (rowCount, columnCount) = (rows.shape[0], rows.shape[1])
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
    columns = (0..<columnCount).concurrentMap { column in
      ColumnBins(
        (0..<rowCount).map { rows.scalars[$0 * columnCount + column] }, limit: limit)
    }
    let (width, found) = (BinnedRows.width, columns)
    let panels = (columnCount + width - 1) / width
    var codes = [UInt8](repeating: 0, count: panels * rowCount * width)
    codes.withUnsafeMutableBufferPointer { codes in
      rows.read { scalars in
        Parallel.run(panels * width) { column in
          let start = column / width * rowCount * width + column % width
          guard column < columnCount else {
            // Nobody reads these lanes; different bins keep their sums from waiting for one another.
            for row in 0..<rowCount { codes[start + row * width] = UInt8(truncatingIfNeeded: row) }
            return
          }
          found[column].highest.withUnsafeBufferPointer { highest in
            for row in 0..<rowCount {
              codes[start + row * width] = ColumnBins.bin(
                scalars[row * columnCount + column], highest)
            }
          }
        }
      }
    }
    self.codes = codes
  }

  /// Where the byte of a row and column stands among the codes.
  @inline(__always)
  func place(row: Int, column: Int) -> Int {
    (column / BinnedRows.width * rowCount + row) * BinnedRows.width + column % BinnedRows.width
  }
}

extension BinnedRows {
  /// Checks what trees are fitted to: numbers or gaps, the latter as not-a-number.
  static func check(_ rows: Tensor, for model: String) throws(TensorError) {
    guard rows.rank == 2, rows.shape[0] > 0, rows.shape[1] > 0 else {
      throw TensorError(
        "\(model) is fitted to a matrix [rows, columns] with at least one of each, and this tensor "
          + "has the shape \(rows.shape).")
    }
    if let place = rows.scalars.firstIndex(where: { $0.isInfinite }) {
      throw TensorError(
        "\(model) takes numbers and gaps (as not-a-number), and column \(place % rows.shape[1]) of "
          + "row \(place / rows.shape[1]) holds \(rows.scalars[place]).")
    }
  }

  /// Checks a class for each row, and says how many classes there are.
  static func check(
    _ rows: Tensor, _ labels: [Int], classes: Int?, for model: String
  ) throws(TensorError) -> Int {
    try check(rows, for: model)
    guard labels.count == rows.shape[0] else {
      throw TensorError(
        "\(model) needs a label for each row, and was given \(rows.shape[0]) rows and "
          + "\(labels.count) labels.")
    }
    return try TrainingRows.classCount(labels, classes, for: model)
  }

  /// Checks a number for each row.
  static func check(
    _ rows: Tensor, targets: Tensor, for model: String
  ) throws(TensorError) {
    try check(rows, for: model)
    guard targets.shape == [rows.shape[0]] else {
      throw TensorError(
        "\(model) needs a number for each row, [\(rows.shape[0])], and was given targets of shape "
          + "\(targets.shape).")
    }
    if let row = targets.scalars.firstIndex(where: { !$0.isFinite }) {
      throw TensorError(
        "\(model) needs targets that are numbers, and row \(row) has \(targets.scalars[row]).")
    }
  }
}
