/// Numbers pairs of tokens: open addressing, nothing is ever removed.
struct PairTable: Sendable {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    numbers = [Int32](repeating: -1, count: size)
  }

  /// The number of a pair, or -1 for one that has none.
  @inline(__always)
  func number(_ first: Int32, _ second: Int32) -> Int32 {
    let key = PairTable.key(first, second)
    let mask = keys.count - 1
    var place = PairTable.start(key) & mask
    while numbers[place] >= 0 {
      if keys[place] == key { return numbers[place] }
      place = (place + 1) & mask
    }
    return -1
  }

  /// Gives a pair the next number, unless it has one; says which it has.
  @discardableResult
  mutating func add(_ first: Int32, _ second: Int32) -> (number: Int32, isNew: Bool) {
    if 2 * count >= keys.count { grow() }
    let key = PairTable.key(first, second)
    let mask = keys.count - 1
    var place = PairTable.start(key) & mask
    while numbers[place] >= 0 {
      if keys[place] == key { return (numbers[place], false) }
      place = (place + 1) & mask
    }
    (keys[place], numbers[place]) = (key, Int32(count))
    count += 1
    return (numbers[place], true)
  }

  private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  private static func start(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: ByteHash.mixed(0, key))
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    numbers = [Int32](repeating: -1, count: oldKeys.count * 2)
    let mask = keys.count - 1
    for index in oldKeys.indices where oldNumbers[index] >= 0 {
      var place = PairTable.start(oldKeys[index]) & mask
      while numbers[place] >= 0 { place = (place + 1) & mask }
      (keys[place], numbers[place]) = (oldKeys[index], oldNumbers[index])
    }
  }
}
