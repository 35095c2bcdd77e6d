/// The corrections between two letters.
enum Kerning {
  /// By how much the second letter moves, in thousandths of the size.
  static func between(_ first: Glyph, _ second: Glyph) -> Double { 0 }
}
