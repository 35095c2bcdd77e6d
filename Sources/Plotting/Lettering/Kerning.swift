/// The corrections between two letters whose shapes leave too much room between them, as in AV.
///
/// The advances are made for letters with upright or round sides. How far two letters stand apart
/// to the eye is the mean gap between them over the height that both reach, gaps beyond a limit
/// counting as the limit. What exceeds the usual gap is partly taken back, as long as the letters
/// nowhere come closer than stems do.
enum Kerning {
  /// A gap wider than this is open room and no longer counts.
  private static let widest = 250.0
  /// A mean gap up to this is left alone: two stems side by side have 145.
  private static let usual = 172.0
  /// What of the excess is taken back.
  private static let part = 0.78
  /// Letters come no closer than this.
  private static let closest = 62.0
  /// No correction is larger.
  private static let largest = 110.0

  /// Whether two characters may come closer: letters, and stops, quotes and dashes beside letters.
  ///
  /// Figures keep their common width, so that numbers under each other align.
  static func applies(_ first: Character, _ second: Character) -> Bool {
    func isLetter(_ character: Character) -> Bool { character.isLetter && !character.isNumber }
    func follows(_ character: Character) -> Bool { ".,;:-–—'’”\"‘“".contains(character) }
    return isLetter(first) && isLetter(second) || isLetter(first) && follows(second)
      || follows(first) && isLetter(second)
  }

  /// By how much the second letter moves, in thousandths of the size; zero or negative.
  static func between(_ first: Glyph, _ second: Glyph) -> Double {
    guard first.top > 0, second.top > 0 else { return 0 }
    let low = Int(-Profile.lowest / Profile.band)
    let high = Int((min(first.top, second.top, 700) - Profile.lowest) / Profile.band)
    guard high > low + 3 else { return 0 }
    // A stop or a comma slips further under an overhanging letter.
    let limit = min(first.top, second.top) < 200 ? widest * 1.5 : widest
    var sum = 0.0
    for band in low..<high {
      sum += min(first.profile.right[band] + second.profile.left[band], limit)
    }
    let excess = sum / Double(high - low) - usual
    guard excess > 0 else { return 0 }
    let room = narrowest(first, second) - closest
    return -max(min(excess * part, room, largest), 0)
  }

  /// The smallest gap, in which a band also sees its neighbours.
  private static func narrowest(_ first: Glyph, _ second: Glyph) -> Double {
    var narrowest = Double.infinity
    for band in 0..<Profile.count {
      let near = max(band - 2, 0)...min(band + 2, Profile.count - 1)
      let left = near.reduce(Double.infinity) { min($0, second.profile.left[$1]) }
      narrowest = min(narrowest, first.profile.right[band] + left)
    }
    return narrowest
  }
}
