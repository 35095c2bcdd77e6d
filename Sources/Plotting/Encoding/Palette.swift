/// Gives each different colour a number, in the order of first use.
struct PaletteBuilder {
  private(set) var colors: [UInt32] = []
  /// Open addressing: the number of a colour plus one, zero where free.
  private var slots: [UInt16]
  private let limit: Int
  private let shift: UInt32

  /// Room for up to `limit` colours.
  init(limit: Int) {
    self.limit = limit
    var bits: UInt32 = 4
    while 1 << bits < limit * 4 { bits += 1 }
    slots = [UInt16](repeating: 0, count: 1 << Int(bits))
    shift = 32 - bits
  }

  /// The number of a colour; nil where there is no room for one more.
  mutating func index(of color: UInt32) -> Int? {
    var slot = Int((color &* 0x9E37_79B1) >> shift)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if colors[index] == color { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard colors.count < limit else { return nil }
    colors.append(color)
    slots[slot] = UInt16(colors.count)
    return colors.count - 1
  }
}
