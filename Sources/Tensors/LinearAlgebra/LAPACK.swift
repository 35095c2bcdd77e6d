import COpenBLAS

// LAPACK is written in Fortran: matrices stand column by column, every argument is a pointer, and
// routines report through `info`: 0 when all went well, negative for an argument that makes no sense
// (a mistake of ours), positive for a matrix the method does not work for.
//
// We read the columns of Fortran as rows of the transposed matrix, and transpose where it matters.

/// What every routine has in common.
enum LAPACK {
  /// Calls a routine that wants work space: once to ask how much, once to do the work.
  static func withWorkspace(
    _ operation: String,
    _ routine: (
      _ work: UnsafeMutablePointer<Float>, _ size: UnsafePointer<Int32>,
      _ info: UnsafeMutablePointer<Int32>
    ) -> Void
  ) -> Int32 {
    _ = Runtime.isPrepared
    var (wanted, ask, info): (Float, Int32, Int32) = (0, -1, 0)
    routine(&wanted, &ask, &info)
    var size = max(1, Int32(wanted))
    var work = [Float](repeating: 0, count: Int(size))
    routine(&work, &size, &info)
    return checked(info, operation)
  }

  /// Calls a routine that wants no work space.
  static func call(
    _ operation: String, _ routine: (_ info: UnsafeMutablePointer<Int32>) -> Void
  ) -> Int32 {
    _ = Runtime.isPrepared
    var info: Int32 = 0
    routine(&info)
    return checked(info, operation)
  }

  private static func checked(_ info: Int32, _ operation: String) -> Int32 {
    if info < 0 { fatalError("\(operation): argument \(-info) of the LAPACK routine is wrong") }
    return info
  }
}

extension Tensor {
  /// The size of a square matrix.
  func squareSize(_ operation: String) throws -> Int {
    guard rank == 2, shape[0] == shape[1] else {
      throw TensorError("\(operation): a square matrix is needed, not shape \(shape)")
    }
    try checkFinite(operation)
    return shape[0]
  }

  /// The rows and columns of a matrix.
  func matrixSize(_ operation: String) throws -> (rows: Int, columns: Int) {
    guard rank == 2 else {
      throw TensorError("\(operation): a matrix is needed, not shape \(shape)")
    }
    try checkFinite(operation)
    return (shape[0], shape[1])
  }

  /// LAPACK may run for ever on numbers that are none.
  private func checkFinite(_ operation: String) throws {
    if let place = scalars.firstIndex(where: { !$0.isFinite }) {
      throw TensorError("\(operation): scalar \(place) of the matrix is \(scalars[place])")
    }
  }

  /// A symmetric matrix equals its transpose, up to rounding.
  func checkSymmetric(_ operation: String) throws {
    let size = try squareSize(operation)
    let largest = scalars.reduce(0) { max($0, $1.magnitude) }
    for row in 0..<size {
      for column in 0..<row {
        let (a, b) = (scalars[row * size + column], scalars[column * size + row])
        guard (a - b).magnitude <= 1e-5 * largest else {
          throw TensorError(
            "\(operation): a symmetric matrix is needed, but [\(row), \(column)] is \(a) and "
              + "[\(column), \(row)] is \(b)")
        }
      }
    }
  }
}
