/// One matrix product on the calling core, given by pointers: the building block of kernels that
/// cut their own work, such as convolution and attention.
package struct Tile {
  /// Where the scalars of a matrix start, how far apart its rows are, and whether it is transposed.
  package struct Operand {
    let start: UnsafePointer<Float>
    let stride: Int
    let isTransposed: Bool
    /// A left matrix may be walked in stretches along the shared axis: so many steps each, and so
    /// far from the first step of one to the first of the next. And its rows may overlap. So the
    /// patches of an image are a matrix where they stand.
    private(set) var stretch: (steps: Int, stride: Int)?
    /// A right matrix may have been copied into panels: how many steps each of them holds, and from
    /// which on they are used.
    private(set) var panels: (depth: Int, first: Int)?

    package init(_ start: UnsafePointer<Float>, stride: Int, isTransposed: Bool = false) {
      (self.start, self.stride, self.isTransposed) = (start, stride, isTransposed)
    }

    /// The same, walked in stretches.
    package func stretches(of steps: Int, stride: Int) -> Operand {
      var operand = self
      operand.stretch = (steps, stride)
      return operand
    }

    /// Copies this matrix into panels, as products want it, and returns the copy: for a matrix that
    /// many products share, each of which would copy it anew. It takes room for `columns`, rounded up
    /// to a multiple of 32, times `depth` scalars.
    ///
    /// A product may use some of the columns, but those of whole tiles: a multiple of 32, or all.
    package func panels(
      columns: Int, depth: Int, at room: UnsafeMutablePointer<Float>
    ) -> Operand {
      var column = 0
      while column < columns {
        let panel = Panel(before: columns - column, scalars: room + column * depth)
        panel.fill(from: self, column..<min(column + panel.width, columns), 0..<depth)
        column += panel.width
      }
      var operand = Operand(room, stride: 0)
      operand.panels = (depth, 0)
      return operand
    }

    /// A matrix as it stands from a row on.
    package func rows(from first: Int) -> Operand { moved(down: first, right: 0) }

    /// A matrix in panels from a step along the shared axis on.
    package func steps(from first: Int) -> Operand {
      var operand = self
      operand.panels!.first += first
      return operand
    }

    /// The same from another row and column on.
    func moved(down rows: Int, right columns: Int) -> Operand {
      moved(by: isTransposed ? columns * stride + rows : rows * stride + columns)
    }

    /// The same so many scalars on.
    func moved(by scalars: Int) -> Operand {
      Operand(start + scalars, stride: stride, isTransposed: isTransposed)
    }
  }

  let rows: Int
  let columns: Int
  let shared: Int
  let factor: Float
  let left: Operand
  let right: Operand
  let result: UnsafeMutablePointer<Float>
  let stride: Int

  /// `result = factor left right`, added to what is there or not, for a result of the given size
  /// whose rows are `stride` apart.
  package static func multiply(
    rows: Int, columns: Int, shared: Int, factor: Float = 1, _ left: Operand, _ right: Operand,
    into result: UnsafeMutablePointer<Float>, stride: Int, adding: Bool = false
  ) {
    guard rows > 0, columns > 0 else { return }
    Runtime.made.wrappingAdd(2 * rows * columns * shared, ordering: .relaxed)
    let tile = Tile(
      rows: rows, columns: columns, shared: shared, factor: factor, left: left, right: right,
      result: result, stride: stride)
    if rows == 1 && left.stretch == nil && right.panels == nil {
      tile.multiplyRow(adding: adding)
    } else {
      tile.multiply(adding: adding)
    }
  }

  /// How many steps along the shared axis are summed before the sum is added to the result, and for
  /// how many rows a panel of the right matrix is used before the next takes its place: so many
  /// that result and panel cost little, and that both matrices' parts stay in a core's own cache.
  static let (depth, height) = (512, 512)
  /// From so many rows on, a panel is worth copying even where it could be read where it stands.
  private static let rowsWorthCopying = 48

  private func multiply(adding: Bool) {
    // Whole stretches, where there are several.
    let stretch = left.stretch?.steps ?? 1
    let depth = max(1, Self.depth / stretch) * stretch
    let deepest = max(1, min(depth, shared))
    let widest = RegisterTile.hasWide ? RegisterTile.wideWidth : RegisterTile.narrowWidth
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: (deepest + RegisterTile.wideHeight) * widest
    ) { buffer in
      let edge = buffer.baseAddress!
      let panel = edge + RegisterTile.wideHeight * widest
      for top in Swift.stride(from: 0, to: rows, by: Self.height) {
        let range = top..<min(rows, top + Self.height)
        // At least once, so that a product without a shared axis is 0.
        for first in Swift.stride(from: 0, to: max(shared, 1), by: depth) {
          let steps = first..<min(shared, first + depth)
          multiply(range, steps, panel: panel, edge: edge, adding: adding || first > 0)
        }
      }
    }
  }

  /// Some rows, and some steps along the shared axis, panel by panel.
  private func multiply(
    _ range: Range<Int>, _ steps: Range<Int>, panel scalars: UnsafeMutablePointer<Float>,
    edge: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    var column = 0
    while column < columns {
      let panel = Panel(before: columns - column, scalars: scalars)
      let some = column..<min(column + panel.width, columns)
      let place = place(of: some, steps, copiedFor: range.count, to: panel)
      multiply(range, steps, place, some, edge: edge, adding: adding)
      column += panel.width
    }
  }

  /// Where some columns of the right matrix are to be read, and how far apart their rows are: where
  /// they stand, or in a copy.
  private func place(
    of columns: Range<Int>, _ steps: Range<Int>, copiedFor rows: Int, to panel: Panel
  ) -> (start: UnsafePointer<Float>, step: Int) {
    if let (depth, first) = right.panels {
      let start = right.start + columns.lowerBound * depth
      return (start + (first + steps.lowerBound) * panel.width, panel.width)
    }
    let isWorthCopying =
      right.isTransposed || columns.count < panel.width
      || rows >= Self.rowsWorthCopying && right.stride != panel.width
    guard isWorthCopying else {
      return (right.start + steps.lowerBound * right.stride + columns.lowerBound, right.stride)
    }
    panel.fill(from: right, columns, steps)
    return (UnsafePointer(panel.scalars), panel.width)
  }

  /// The same for the columns of one panel, tile by tile. A ragged one is multiplied in full at
  /// `edge`, and what counts is taken over.
  private func multiply(
    _ range: Range<Int>, _ steps: Range<Int>, _ panel: (start: UnsafePointer<Float>, step: Int),
    _ columns: Range<Int>, edge: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    let isWide = columns.count > RegisterTile.narrowWidth
    let width = isWide ? RegisterTile.wideWidth : RegisterTile.narrowWidth
    let height = isWide ? RegisterTile.wideHeight : RegisterTile.narrowHeight
    let isWhole = columns.count == width
    let (row, step) = left.isTransposed ? (1, left.stride) : (left.stride, 1)
    let (stretch, jump) = left.stretch ?? (max(steps.count, 1), 0)
    let start = left.stretch == nil ? steps.lowerBound * step : steps.lowerBound / stretch * jump
    for top in Swift.stride(
      from: range.lowerBound, to: range.upperBound, by: isWhole ? range.count : height)
    {
      let place = result + top * stride + columns.lowerBound
      let rows = min(isWhole ? range.count : height, range.upperBound - top)
      let tiles = RegisterTile(
        left: left.start + top * row + start, leftRow: row, leftStep: step, leftStretch: jump,
        right: panel.start, rightStep: panel.step, rows: rows, depth: stretch,
        stretches: steps.count / stretch, result: isWhole ? place : edge,
        resultRow: isWhole ? stride : width,
        factor: isWhole ? factor : 1, adding: adding && isWhole)
      if isWide { tiles.multiplyWide() } else { tiles.multiplyNarrow() }
      guard !isWhole else { continue }
      for row in 0..<rows {
        let (from, to) = (edge + row * width, place + row * stride)
        if adding {
          for i in 0..<columns.count { to[i].addProduct(from[i], factor) }
        } else {
          for i in 0..<columns.count { to[i] = from[i] * factor }
        }
      }
    }
  }
}
