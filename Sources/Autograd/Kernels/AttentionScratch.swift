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

/// The room in which a core works on the way back of an attention; it fits into its cache.
struct AttentionScratch {
  let weights: UnsafeMutablePointer<Float>
  let scores: UnsafeMutablePointer<Float>
  let queryPanels: UnsafeMutablePointer<Float>
  let gradientPanels: UnsafeMutablePointer<Float>
  private let keyPanels: UnsafeMutablePointer<Float>
  private let plan: AttentionPlan

  /// The scalars of the room.
  static func size(_ plan: AttentionPlan) -> Int {
    let block = AttentionPlan.queryBlock
    let (depth, valueDepth) = (
      AttentionPlan.whole(plan.depth), AttentionPlan.whole(plan.valueDepth)
    )
    return block * (2 * AttentionPlan.keyBlock + depth + valueDepth)
      + AttentionPlan.keyBlock * (plan.depth + plan.valueDepth + depth)
  }

  init(_ plan: AttentionPlan, at room: UnsafeMutablePointer<Float>) {
    let (block, keyBlock) = (AttentionPlan.queryBlock, AttentionPlan.keyBlock)
    self.plan = plan
    weights = room
    scores = weights + block * keyBlock
    queryPanels = scores + block * keyBlock
    gradientPanels = queryPanels + block * AttentionPlan.whole(plan.depth)
    keyPanels = gradientPanels + block * AttentionPlan.whole(plan.valueDepth)
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
