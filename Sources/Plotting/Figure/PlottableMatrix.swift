import Tensors

/// Numbers in rows and columns that a figure can draw as a heat map: a tensor with two axes, or an
/// array of rows.
public protocol PlottableMatrix {
  /// The numbers in rows and columns.
  var plotMatrix: PlotMatrix { get }
}

/// Numbers in rows and columns, the first row at the top.
public struct PlotMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// All numbers, row by row.
  public let values: [Double]

  /// Creates a matrix from all its numbers, row by row.
  public init(rows: Int, columns: Int, values: [Double]) {
    guard rows >= 0, columns >= 0, rows * columns == values.count else {
      fatalError("plotting a matrix of \(rows) by \(columns): it has \(values.count) numbers")
    }
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The number in one cell.
  package subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// The shape as rows and columns, without axes of length 1; the reason why not, otherwise.
  package static func shape(of shape: [Int]) throws -> (rows: Int, columns: Int) {
    let long = shape.count > 2 ? shape.filter { $0 != 1 } : shape
    switch long.count {
    case 0: return (1, 1)
    case 1: return (1, long[0])
    case 2: return (long[0], long[1])
    default:
      throw PlottingError(
        "plotting a tensor of shape \(shape) as a matrix: a matrix has two axes; take a slice, "
          + "or show several with imageGrid")
    }
  }
}

extension PlotMatrix: PlottableMatrix {
  public var plotMatrix: PlotMatrix { self }
}

extension Tensor: PlottableMatrix {
  public var plotMatrix: PlotMatrix {
    let (rows, columns) = required(try PlotMatrix.shape(of: shape))
    return PlotMatrix(rows: rows, columns: columns, values: plotValues)
  }
}

extension Array: PlottableMatrix where Element: Plottable {
  /// The rows; a row that is shorter than the longest is filled with NaN, which is drawn as a gap.
  public var plotMatrix: PlotMatrix {
    let rows = map(\.plotValues)
    let columns = rows.map(\.count).max() ?? 0
    let values = rows.flatMap { row in
      row + [Double](repeating: .nan, count: columns - row.count)
    }
    return PlotMatrix(rows: rows.count, columns: columns, values: values)
  }
}
