import Foundation

/// Numbers the different pieces of a text in the order in which they first come: open addressing,
/// nothing is ever removed, and no piece is copied.
struct PieceTable {
  /// Where each different piece first stands.
  private(set) var pieces: [Range<Int>] = []
  private let text: UnsafeBufferPointer<UInt8>
  private var keys: [UInt64] = []
  /// The number of the piece at each place of the table, or -1.
  private var numbers = [Int32](repeating: -1, count: 1 << 12)

  init(of text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// The number of the piece that stands at a place; a new one gets the next.
  mutating func number(of piece: Range<Int>) -> Int {
    let start = text.baseAddress! + piece.lowerBound
    let key = ByteHash.key(start, count: piece.count)
    var place = Int(truncatingIfNeeded: key) & (numbers.count - 1)
    while numbers[place] >= 0 {
      let number = Int(numbers[place])
      if keys[number] == key, isEqual(pieces[number], piece) { return number }
      place = (place + 1) & (numbers.count - 1)
    }
    numbers[place] = Int32(pieces.count)
    pieces.append(piece)
    keys.append(key)
    if 2 * pieces.count > numbers.count { grow() }
    return pieces.count - 1
  }

  private func isEqual(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    let start = text.baseAddress!
    return first.count == second.count
      && memcmp(start + first.lowerBound, start + second.lowerBound, first.count) == 0
  }

  private mutating func grow() {
    numbers = [Int32](repeating: -1, count: numbers.count * 2)
    for (number, key) in keys.enumerated() {
      var place = Int(truncatingIfNeeded: key) & (numbers.count - 1)
      while numbers[place] >= 0 { place = (place + 1) & (numbers.count - 1) }
      numbers[place] = Int32(number)
    }
  }
}
