import Foundation

extension Tensor: CustomStringConvertible {
  /// The scalars as a table, rows under rows; of a large tensor the corners, and its shape.
  public var description: String {
    let shown = shape.map { count > Self.shownScalars && $0 > 2 * Self.edge ? 2 * Self.edge : $0 }
    let isWhole = shown == shape
    let cells = visibleCells(isWhole: isWhole)
    let format = Self.format(for: cells)
    let words = cells.map(format)
    let width = rank > 0 ? words.map(\.count).max() ?? 0 : 0
    var next = 0
    func lines(axis: Int, indent: String) -> String {
      guard axis < rank else {
        defer { next += 1 }
        return String(repeating: " ", count: max(0, width - words[next].count)) + words[next]
      }
      let isLast = axis == rank - 1
      var parts = (0..<shown[axis]).map { _ in lines(axis: axis + 1, indent: indent + " ") }
      if shown[axis] < shape[axis] { parts.insert(isLast ? "…" : "…", at: Self.edge) }
      let blank = String(repeating: "\n", count: max(1, rank - axis - 1))
      return "[" + parts.joined(separator: isLast ? ", " : "," + blank + indent + " ") + "]"
    }
    let table = count == 0 ? "no scalars" : lines(axis: 0, indent: "")
    return isWhole && count > 0 ? table : table + "\nshape \(shape)"
  }

  /// Tensors with more scalars than this are shown by their corners.
  private static let shownScalars = 200
  /// How many places are shown at each end of a long axis.
  private static let edge = 3

  private func visibleCells(isWhole: Bool) -> [Float] {
    if isWhole { return scalars }
    var part = self
    for (axis, length) in shape.enumerated() where length > 2 * Self.edge {
      let ends = Array(0..<Self.edge) + Array(length - Self.edge..<length)
      part = part.gathered(ends, axis: axis)
    }
    return part.scalars
  }

  /// One way of writing for all cells: whole numbers as such, otherwise four digits after the
  /// point, and with exponents where these would hide too much or be too long.
  private static func format(for cells: [Float]) -> (Float) -> String {
    let finite = cells.filter { $0.isFinite && $0 != 0 }.map(\.magnitude)
    let (smallest, largest) = (finite.min() ?? 1, finite.max() ?? 1)
    let areWhole = largest < 1e7 && finite.allSatisfy { $0 == $0.rounded() }
    let needExponent = largest >= 1e6 || smallest < 1e-4
    let pattern = areWhole ? "%.0f" : (needExponent ? "%.4e" : "%.4f")
    return { cell in
      if cell.isNaN { return "nan" }
      if cell.isInfinite { return cell > 0 ? "inf" : "-inf" }
      return String(format: pattern, cell == 0 ? 0 : Double(cell))
    }
  }
}
