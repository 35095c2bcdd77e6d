import Tensors

/// The keys and values of the places that an attention layer has read, so that the next place is
/// computed alone.
///
///     var caches = [KeyValueCache](repeating: KeyValueCache(), count: blocks.count)
///     for (block, index) in zip(blocks, caches.indices) {
///       x = block(x, cache: &caches[index])   // x: the new places only
///     }
///
/// It keeps two numbers for each place, key head and number of a head. Adding a place to a single
/// sequence takes time in proportion to that place; to several at once, in proportion to all.
public struct KeyValueCache: Sendable {
  /// The keys of all places, `[batch, places, width]`, turned already where the layer turns them; nil
  /// while there are none.
  public private(set) var keys: Tensor?
  /// The values of all places.
  public private(set) var values: Tensor?

  /// An empty cache.
  public init() {}

  /// How many places are known.
  public var count: Int { keys?.shape[1] ?? 0 }

  /// The memory of what it keeps.
  public var bytes: Int { 4 * ((keys?.count ?? 0) + (values?.count ?? 0)) }

  /// Adds places behind those that are known, and returns all.
  mutating func append(keys new: Tensor, values newValues: Tensor) -> (keys: Tensor, values: Tensor)
  {
    require(
      keys.map { $0.shape[0] == new.shape[0] && $0.shape[2] == new.shape[2] } ?? true,
      "KeyValueCache holds keys of shape \(keys?.shape ?? []), and \(new.shape) do not go on from there"
    )
    Self.append(new, to: &keys)
    Self.append(newValues, to: &values)
    return (keys!, values!)
  }

  /// Goes back to the first `count` places: what came behind them is forgotten.
  public mutating func keep(_ count: Int) {
    require(
      (0...self.count).contains(count),
      "KeyValueCache knows \(self.count) places and cannot keep \(count)")
    keys = keys?[0..., ..<count]
    values = values?[0..., ..<count]
  }

  private static func append(_ new: Tensor, to known: inout Tensor?) {
    guard let old = known else { return known = new }
    guard new.shape[0] == 1 else { return known = Tensor.concatenated([old, new], axis: 1) }
    // In place: the old tensor is let go first, or all of it would be copied.
    let shape = [1, old.shape[1] + new.shape[1], new.shape[2]]
    var scalars = old.scalars
    known = nil
    scalars.append(contentsOf: new.scalars)
    known = Tensor(shape: shape, scalars: scalars)
  }
}
