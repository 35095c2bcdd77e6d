import COpenBLAS

/// Tiles of a matrix product, one below the other, each of which stays in registers while it is
/// summed up: the innermost loop of every product.
///
/// For each step along the axis that both matrices share, a row of the right matrix is loaded, and
/// each scalar of a column of the left one is multiplied by it and added to its row of the tile.
/// A tile of 8 by 32 loads ten times for sixteen multiply-adds of sixteen lanes, so that arithmetic
/// is what it waits for: 88 percent of what a core of Zen 4 can do, copies of panels included (104 of
/// 117 GFLOP/s, `./build.sh bench matmul-256 --threads 1`).
///
/// One call makes all tiles of a panel. A call for each, with its arguments on the stack, took 6
/// percent of a training step of a small GPT (`./build.sh bench gpt`) with eight floats to a
/// register.
///
/// Every scalar of the result is summed in the order of the shared axis, by fused multiply-adds,
/// whatever the shape of the tile. So results are the same bits on every processor.
struct RegisterTile {
  /// The left matrix's part: from one row to the next, from one step to the next, and from the first
  /// step of a stretch to the first of the next stretch.
  let left: UnsafePointer<Float>
  let leftRow: Int
  let leftStep: Int
  let leftStretch: Int
  /// The right matrix's part: whole lanes side by side, and from one step to the next.
  let right: UnsafePointer<Float>
  let rightStep: Int
  /// How many rows there are. Those by which the last tile is too high repeat the last row and are
  /// not kept.
  let rows: Int
  /// How many steps a stretch has, and how many stretches there are.
  let depth: Int
  let stretches: Int
  let result: UnsafeMutablePointer<Float>
  let resultRow: Int
  let factor: Float
  let adding: Bool

  /// 8 by 32 where registers hold sixteen floats. Where they hold eight or four, such a tile would
  /// not fit into them, and all are 6 by 16.
  static let hasWide = LADDER_REGISTERS_HOLD_SIXTEEN != 0
  static let (wideHeight, wideWidth) = (8, 32)
  static let (narrowHeight, narrowWidth) = (6, 16)

  /// Tiles of 8 by 32.
  @inline(never)
  func multiplyWide() {
    var top = 0
    while top < rows {
      multiplyWide(from: top)
      top &+= Self.wideHeight
    }
  }

  @inline(__always)
  private func multiplyWide(from top: Int) {
    let zero = Lanes(repeating: 0)
    var (s0, s1, s2, s3, s4, s5, s6, s7) = (zero, zero, zero, zero, zero, zero, zero, zero)
    var (t0, t1, t2, t3, t4, t5, t6, t7) = (zero, zero, zero, zero, zero, zero, zero, zero)
    let (r0, r1, r2, r3) = (row(top), row(top &+ 1), row(top &+ 2), row(top &+ 3))
    let (r4, r5, r6, r7) = (row(top &+ 4), row(top &+ 5), row(top &+ 6), row(top &+ 7))
    var (y, start) = (right, 0)
    for _ in 0..<stretches {
      var at = start
      for _ in 0..<depth {
        let (u, v) = (Lanes(y), Lanes(y + 16))
        (s0, t0) = (s0.addingProduct(r0[at], u), t0.addingProduct(r0[at], v))
        (s1, t1) = (s1.addingProduct(r1[at], u), t1.addingProduct(r1[at], v))
        (s2, t2) = (s2.addingProduct(r2[at], u), t2.addingProduct(r2[at], v))
        (s3, t3) = (s3.addingProduct(r3[at], u), t3.addingProduct(r3[at], v))
        (s4, t4) = (s4.addingProduct(r4[at], u), t4.addingProduct(r4[at], v))
        (s5, t5) = (s5.addingProduct(r5[at], u), t5.addingProduct(r5[at], v))
        (s6, t6) = (s6.addingProduct(r6[at], u), t6.addingProduct(r6[at], v))
        (s7, t7) = (s7.addingProduct(r7[at], u), t7.addingProduct(r7[at], v))
        (y, at) = (y + rightStep, at &+ leftStep)
      }
      start &+= leftStretch
    }
    keep(top, s0, t0)
    keep(top &+ 1, s1, t1)
    keep(top &+ 2, s2, t2)
    keep(top &+ 3, s3, t3)
    keep(top &+ 4, s4, t4)
    keep(top &+ 5, s5, t5)
    keep(top &+ 6, s6, t6)
    keep(top &+ 7, s7, t7)
  }

  /// Tiles of 6 by 16.
  @inline(never)
  func multiplyNarrow() {
    var top = 0
    while top < rows {
      multiplyNarrow(from: top)
      top &+= Self.narrowHeight
    }
  }

  @inline(__always)
  private func multiplyNarrow(from top: Int) {
    let zero = Lanes(repeating: 0)
    var (s0, s1, s2, s3, s4, s5) = (zero, zero, zero, zero, zero, zero)
    let (r0, r1, r2) = (row(top), row(top &+ 1), row(top &+ 2))
    let (r3, r4, r5) = (row(top &+ 3), row(top &+ 4), row(top &+ 5))
    var (y, start) = (right, 0)
    for _ in 0..<stretches {
      var at = start
      for _ in 0..<depth {
        let u = Lanes(y)
        s0 = s0.addingProduct(r0[at], u)
        s1 = s1.addingProduct(r1[at], u)
        s2 = s2.addingProduct(r2[at], u)
        s3 = s3.addingProduct(r3[at], u)
        s4 = s4.addingProduct(r4[at], u)
        s5 = s5.addingProduct(r5[at], u)
        (y, at) = (y + rightStep, at &+ leftStep)
      }
      start &+= leftStretch
    }
    keep(top, s0)
    keep(top &+ 1, s1)
    keep(top &+ 2, s2)
    keep(top &+ 3, s3)
    keep(top &+ 4, s4)
    keep(top &+ 5, s5)
  }

  @inline(__always)
  private func row(_ index: Int) -> UnsafePointer<Float> {
    left + min(index, rows &- 1) &* leftRow
  }

  /// Writes a row of sums, or adds it to what is there.
  @inline(__always)
  private func keep(_ row: Int, _ sums: Lanes, at column: Int = 0) {
    guard row < rows else { return }
    let place = result + (row &* resultRow &+ column)
    let sums = adding ? Lanes(place).addingProduct(sums, factor) : sums * factor
    sums.store(to: place)
  }

  @inline(__always)
  private func keep(_ row: Int, _ sums: Lanes, _ more: Lanes) {
    keep(row, sums)
    keep(row, more, at: 16)
  }
}
