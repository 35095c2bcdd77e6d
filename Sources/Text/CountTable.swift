/// Counts by 64-bit keys that are already well mixed: open addressing, nothing is ever removed.
struct CountTable: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0

  init(capacity: Int = 1 << 12) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: 0, count: size)
  }

  /// The count of a key, 0 where it has none.
  subscript(key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while values[place] != 0 {
      if keys[place] == key { return Int(values[place]) }
      place = (place + 1) & mask
    }
    return 0
  }

  /// Counts a key once more and returns what it then has.
  @discardableResult
  mutating func add(_ key: UInt64) -> Int {
    if 2 * count >= keys.count { grow() }
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while values[place] != 0, keys[place] != key { place = (place + 1) & mask }
    if values[place] == 0 {
      keys[place] = key
      count += 1
    }
    values[place] += 1
    return Int(values[place])
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [Int32](repeating: 0, count: oldKeys.count * 2)
    let mask = keys.count - 1
    for index in oldKeys.indices where oldValues[index] != 0 {
      var place = Int(truncatingIfNeeded: oldKeys[index]) & mask
      while values[place] != 0 { place = (place + 1) & mask }
      (keys[place], values[place]) = (oldKeys[index], oldValues[index])
    }
  }
}
