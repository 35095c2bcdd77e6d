/// Chooses at most so many colours that stand for all of a picture's, where the difference cannot be
/// seen.
///
/// The colours are divided, box by box, where they differ most (the median cut, at means), until
/// there are enough boxes; each is then shown as its mean, or as the colour that makes up half of it,
/// so that paper and lines keep theirs exactly. Edges smoothed over many grounds have hundreds of
/// shades and lose nothing by it; a photograph would, and is refused. All sums are whole numbers, so
/// that every machine chooses alike.
struct Quantizer {
  /// The colours that were chosen.
  private(set) var palette: [UInt32] = []
  /// The number of the colour that stands for each.
  private(set) var numbers: [UInt32: UInt8] = [:]

  /// More colours than this are a photograph's.
  static let mostColors = 40_000
  /// What may be seen in a smooth surface: the deviation of the colours that change, of 255 levels.
  private static let largestDeviation = 5.0
  /// The largest change of one part of one colour.
  private static let largestChange = 40

  private struct Entry {
    let color: UInt32
    let count: Int

    func part(_ channel: Int) -> Int { Int(color >> UInt32(24 - 8 * channel) & 255) }
  }

  /// The colours with how often each occurs; nil where `limit` of them would be seen to be few.
  init?(_ counts: [UInt32: Int], limit: Int = 256) {
    guard counts.count <= Quantizer.mostColors else { return nil }
    // A dictionary has no order, and the boxes must not depend on it.
    let all = counts.map { Entry(color: $0.key, count: $0.value) }.sorted { $0.color < $1.color }
    // What is clear stays so: a mean with what is not would show through.
    let parts = [all.filter { $0.color & 255 == 0 }, all.filter { $0.color & 255 != 0 }]
    var boxes = parts.filter { !$0.isEmpty }.map { Box($0) }
    while boxes.count < limit {
      guard let widest = boxes.indices.max(by: { boxes[$0].spread < boxes[$1].spread }),
        let (low, high) = boxes[widest].halves
      else { break }
      boxes[widest] = low
      boxes.append(high)
    }
    var (changed, squares) = (0, 0)
    for (number, box) in boxes.enumerated() {
      let chosen = box.color
      palette.append(chosen.color)
      for entry in box.entries {
        numbers[entry.color] = UInt8(number)
        let changes = (0..<4).map { abs(entry.part($0) - chosen.part($0)) }
        let largest = changes.max() ?? 0
        guard largest > 0 else { continue }
        if largest > Quantizer.largestChange { return nil }
        changed += entry.count
        squares += entry.count * largest * largest
      }
    }
    let deviation = changed == 0 ? 0 : (Double(squares) / Double(changed)).squareRoot()
    guard deviation <= Quantizer.largestDeviation else { return nil }
  }

  /// Colours that are near each other.
  private struct Box {
    let entries: [Entry]
    /// How much the colours differ along the channel in which they differ most, counted by pixels.
    let spread: Double
    private let channel: Int
    private let border: Int

    init(_ entries: [Entry]) {
      self.entries = entries
      let total = entries.reduce(0) { $0 + $1.count }
      var best = (spread: 0.0, channel: 0, mean: 0)
      for channel in 0..<4 {
        var (sum, squares) = (0, 0)
        for entry in entries {
          let part = entry.part(channel)
          sum += part * entry.count
          squares += part * part * entry.count
        }
        // The sum of squared distances from the mean, times the count: a whole number.
        let spread = Double(squares) - Double(sum) * (Double(sum) / Double(max(total, 1)))
        if spread > best.spread { best = (spread, channel, sum / max(total, 1)) }
      }
      (spread, channel, border) = (entries.count > 1 ? best.spread : 0, best.channel, best.mean)
    }

    /// The colours up to the mean and those above; nil where all are alike.
    var halves: (Box, Box)? {
      guard spread > 0 else { return nil }
      let low = entries.filter { $0.part(channel) <= border }
      let high = entries.filter { $0.part(channel) > border }
      return low.isEmpty || high.isEmpty ? nil : (Box(low), Box(high))
    }

    /// The colour that the box is shown as.
    var color: Entry {
      let total = entries.reduce(0) { $0 + $1.count }
      if let most = entries.max(by: { $0.count < $1.count }), most.count * 2 >= total {
        return most
      }
      let parts = (0..<4).map { channel in
        (entries.reduce(0) { $0 + $1.part(channel) * $1.count } + total / 2) / total
      }
      return Entry(
        color: parts.reduce(0) { $0 << 8 | UInt32($1) }, count: total)
    }
  }
}
