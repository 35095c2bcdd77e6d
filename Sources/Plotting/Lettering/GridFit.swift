/// Moves the heights that many letters share to whole pixels, where level strokes are crisp.
///
/// Works on heights in thousandths of the size, for text along the pixel grid. Heights in between move along
/// evenly, by less than half a pixel.
struct GridFit {
  private let small: Double
  private let large: Double

  /// Letters of this many pixels are large enough to look crisp without.
  private static let largest = 64.0

  /// For text of `pixels` to the size.
  init(pixels: Double) {
    func fitted(_ height: Double) -> Double {
      let rows = height * pixels / 1000
      return pixels < GridFit.largest ? rows.rounded() / rows * height : height
    }
    small = fitted(Alphabet.xHeight)
    large = max(fitted(Alphabet.capHeight), small)
  }

  /// The fitted height.
  func callAsFunction(_ height: Double) -> Double {
    if height <= 0 { return height }
    if height <= Alphabet.xHeight { return height * small / Alphabet.xHeight }
    if height >= Alphabet.capHeight { return height + large - Alphabet.capHeight }
    let part = (height - Alphabet.xHeight) / (Alphabet.capHeight - Alphabet.xHeight)
    return small + (large - small) * part
  }
}
