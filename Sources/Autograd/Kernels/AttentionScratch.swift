import Tensors

/// The keys and values of a block, copied as products want them.
///
/// A block of keys meets many queries. To copy it for each block of these took a twentieth of the
/// time of an attention of 1024 places.
struct AttentionPanels {
  /// Transposed, for scores and for the gradients of weights.
  let turnedKeys: Tile.Operand
  let turnedValues: Tile.Operand
  /// As they stand, for the gradients of queries.
  let keys: Tile.Operand
  /// How many keys they hold.
  let count: Int

  /// So many keys, rounded up to whole tiles as far as there are keys.
  func whole(_ keys: Int) -> Int { min(AttentionPlan.whole(keys), count) }
}

/// One head of queries on the way back of an attention.
struct AttentionHead {
  let number: Int
  /// The queries and the gradients of their results, copied as the products want them that sum over
  /// queries. To copy them for each block of keys took 3 percent of an attention of 1024 places.
  let queries: Tile.Operand
  let gradients: Tile.Operand
  /// The product of each query's result and its gradient.
  let products: UnsafePointer<Float>

  /// The scalars of room for it.
  static func size(_ plan: AttentionPlan) -> Int {
    plan.queries
      * (AttentionPlan.whole(plan.depth) + AttentionPlan.whole(plan.valueDepth) + 1)
  }

  init(
    _ plan: AttentionPlan, _ number: Int, of example: Int, _ query: AttentionRows,
    _ gradient: AttentionRows, _ result: AttentionRows, at room: UnsafeMutablePointer<Float>
  ) {
    self.number = number
    let (depth, valueDepth) = (plan.depth, plan.valueDepth)
    let first = example * plan.queries
    let gradients = gradient.row(first, column: number * valueDepth)
    let results = result.row(first, column: number * valueDepth)
    queries = Tile.Operand(query.row(first, column: number * depth), stride: query.stride)
      .panels(columns: depth, depth: plan.queries, at: room)
    let gradientRoom = room + plan.queries * AttentionPlan.whole(depth)
    self.gradients = Tile.Operand(gradients, stride: gradient.stride)
      .panels(columns: valueDepth, depth: plan.queries, at: gradientRoom)
    let products = gradientRoom + plan.queries * AttentionPlan.whole(valueDepth)
    for row in 0..<plan.queries {
      products[row] = Sums.dot(
        gradients + row * gradient.stride, results + row * result.stride, count: valueDepth)
    }
    self.products = UnsafePointer(products)
  }
}

/// The room in which a core works on the way back of an attention; it fits into its cache.
struct AttentionScratch {
  let weights: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  private let keyPanels: UnsafeMutablePointer<Float>
  private let plan: AttentionPlan

  /// The scalars of the room.
  static func size(_ plan: AttentionPlan) -> Int {
    AttentionPlan.keyBlock
      * (2 * AttentionPlan.queryBlock + plan.depth + plan.valueDepth
        + AttentionPlan.whole(plan.depth))
  }

  init(_ plan: AttentionPlan, at room: UnsafeMutablePointer<Float>) {
    let size = AttentionPlan.queryBlock * AttentionPlan.keyBlock
    self.plan = plan
    weights = room
    scores = weights + size
    keyPanels = scores + size
  }

  /// Copies a block of keys and values.
  func panels(
    of part: Range<Int>, example: Int, keyHead: Int, _ key: AttentionRows, _ value: AttentionRows
  ) -> AttentionPanels {
    let firstKey = example * plan.keys + part.lowerBound
    let (depth, valueDepth) = (plan.depth, plan.valueDepth)
    let keyRows = key.row(firstKey, column: keyHead * depth)
    let valueRows = value.row(firstKey, column: keyHead * valueDepth)
    let valuePanels = keyPanels + AttentionPlan.keyBlock * depth
    let plainPanels = valuePanels + AttentionPlan.keyBlock * valueDepth
    return AttentionPanels(
      turnedKeys: Tile.Operand(keyRows, stride: key.stride, isTransposed: true)
        .panels(columns: part.count, depth: depth, at: keyPanels),
      turnedValues: Tile.Operand(valueRows, stride: value.stride, isTransposed: true)
        .panels(columns: part.count, depth: valueDepth, at: valuePanels),
      keys: Tile.Operand(keyRows, stride: key.stride)
        .panels(columns: depth, depth: part.count, at: plainPanels),
      count: part.count)
  }
}
