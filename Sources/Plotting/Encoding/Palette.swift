/// Gives each different colour a number, in the order of first use, up to 256 of them.
struct PaletteBuilder {
  private(set) var colors: [UInt32] = []
  /// Open addressing: the number of a colour plus one, zero where free.
  private var slots = [UInt16](repeating: 0, count: 1024)

  /// The number of a colour; nil where it would be the 257th.
  mutating func index(of color: UInt32) -> UInt8? {
    var slot = Int((color &* 0x9E37_79B1) >> 22)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if colors[index] == color { return UInt8(index) }
      slot = (slot + 1) & 1023
    }
    guard colors.count < 256 else { return nil }
    colors.append(color)
    slots[slot] = UInt16(colors.count)
    return UInt8(colors.count - 1)
  }
}
