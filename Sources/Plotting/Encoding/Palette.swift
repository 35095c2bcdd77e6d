/// Gives each different colour a number, in the order of first use, and counts its pixels.
struct PaletteBuilder {
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int] = []
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
    counts.append(0)
    slots[slot] = UInt16(colors.count)
    return colors.count - 1
  }

  /// Notes that so many more pixels have a colour.
  mutating func count(_ index: Int, _ pixels: Int) { counts[index] += pixels }
}

/// Fits somewhat more than 256 colours into a palette.
///
/// A figure has few colours and many shades between them, where edges were smoothed. Where all of
/// them would need three bytes a pixel instead of one, shades of few pixels take the place of a
/// neighbour that the eye cannot tell from them. Colours of areas stay exactly as they are.
struct PaletteReduction {
  let colors: [UInt32]
  /// For each former number the new one.
  let map: [UInt8]

  /// The largest changes of a component that are tried, out of 255.
  private static let tolerances: [Int32] = [2, 4, 6, 8, 10]

  /// Nil where no tolerable palette holds all colours.
  init?(_ palette: PaletteBuilder, pixels: Int) {
    let order = palette.colors.indices.sorted {
      (palette.counts[$0], palette.colors[$0]) > (palette.counts[$1], palette.colors[$1])
    }
    // A tenth of a thousandth of the figure is an area.
    let area = max(pixels / 5000, 1)
    for tolerance in PaletteReduction.tolerances {
      if let found = PaletteReduction.fit(palette, order, area: area, tolerance: tolerance) {
        (colors, map) = found
        return
      }
    }
    return nil
  }

  private static func fit(
    _ palette: PaletteBuilder, _ order: [Int], area: Int, tolerance: Int32
  ) -> ([UInt32], [UInt8])? {
    var chosen: [SIMD4<Int32>] = []
    var colors: [UInt32] = []
    var map = [UInt8](repeating: 0, count: order.count)
    for index in order {
      let parts = components(palette.colors[index])
      var nearest = 0
      var distance = Int32.max
      if palette.counts[index] < area {
        for (place, other) in chosen.enumerated() {
          let difference = parts &- other
          let size = max(difference.max(), (SIMD4<Int32>.zero &- difference).max())
          if size < distance { (nearest, distance) = (place, size) }
        }
      }
      if distance > tolerance {
        guard colors.count < 256 else { return nil }
        nearest = colors.count
        chosen.append(parts)
        colors.append(palette.colors[index])
      }
      map[index] = UInt8(nearest)
    }
    return (colors, map)
  }

  private static func components(_ color: UInt32) -> SIMD4<Int32> {
    SIMD4(
      Int32(color >> 24), Int32(color >> 16 & 255), Int32(color >> 8 & 255), Int32(color & 255))
  }
}
