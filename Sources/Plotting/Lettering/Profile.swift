/// The sides of a letter as its neighbours see them.
struct Profile: Sendable {
  /// The heights at which sides are measured: bands of twenty thousandths of the size.
  static let band = 20.0
  static let lowest = -240.0
  static let count = 52

  /// From the start of the advance to the form, for each band; nil sides are infinitely far.
  let left: [Double]
  /// From the form to the end of the advance.
  let right: [Double]

  init(_ outlines: [[Point]], advance: Double) {
    var left = [Double](repeating: .infinity, count: Profile.count)
    var right = left
    func see(_ x: Double, _ band: Int) {
      guard band >= 0, band < Profile.count else { return }
      left[band] = min(left[band], x)
      right[band] = min(right[band], advance - x)
    }
    func band(_ y: Double) -> Int {
      Int(((y - Profile.lowest) / Profile.band).rounded(.down))
    }
    for outline in outlines {
      guard var previous = outline.last else { continue }
      for corner in outline {
        let (a, b) = previous.y < corner.y ? (previous, corner) : (corner, previous)
        see(a.x, band(a.y))
        see(b.x, band(b.y))
        let slope = a.y == b.y ? 0 : (b.x - a.x) / (b.y - a.y)
        // An edge is seen in each band that it crosses.
        var border = Double(band(a.y) + 1) * Profile.band + Profile.lowest
        while border < b.y {
          let x = a.x + (border - a.y) * slope
          see(x, band(border))
          see(x, band(border) - 1)
          border += Profile.band
        }
        previous = corner
      }
    }
    self.left = left
    self.right = right
  }
}
