/// How numbers become colours.
///
/// Every map but `gray` changes evenly to the eye: it is a smooth curve through OKLab, walked at
/// constant speed. The ends depend on the theme, so that "none" is always near the paper.
public enum ColorMap: String, CaseIterable, Sendable {
  /// From the paper to a deep blue: amounts, counts, probabilities.
  case sequential
  /// Blue below, the paper in the middle, red above: what has a sign.
  case diverging
  /// Dark violet over green to light yellow: fields without a natural ground, as a landscape.
  case spectrum
  /// Black to white in the levels of a screen: photographs, digits.
  case gray

  /// The control points of the curve, a polynomial in Bernstein form.
  private func controls(_ theme: Theme) -> [OKLab] {
    func lab(_ lightness: Double, _ chroma: Double, _ degrees: Double) -> OKLab {
      OKLab(lightness: lightness, chroma: chroma, degrees: degrees)
    }
    switch (self, theme) {
    case (.sequential, .light):
      return [
        lab(0.975, 0.01, 110), lab(0.81, 0.13, 165), lab(0.56, 0.12, 235), lab(0.3, 0.12, 268),
      ]
    case (.sequential, .dark):
      return [
        lab(0.24, 0.02, 262), lab(0.46, 0.17, 262), lab(0.71, 0.16, 195), lab(0.95, 0.08, 115),
      ]
    // Neither end may come so near the paper that a point of its colour vanishes.
    case (.spectrum, .light):
      return [
        lab(0.25, 0.11, 300), lab(0.42, 0.18, 280), lab(0.58, 0.12, 200), lab(0.75, 0.2, 145),
        lab(0.91, 0.16, 103),
      ]
    case (.spectrum, .dark):
      return [
        lab(0.4, 0.16, 298), lab(0.52, 0.18, 280), lab(0.65, 0.12, 200), lab(0.81, 0.2, 145),
        lab(0.95, 0.14, 105),
      ]
    case (.gray, _): return []
    case (.diverging, .light): return [lab(0.97, 0, 0), lab(0.72, 0.16, 62), lab(0.42, 0.17, 27)]
    case (.diverging, .dark): return [lab(0.25, 0, 0), lab(0.5, 0.18, 30), lab(0.82, 0.13, 66)]
    }
  }

  /// The side below the middle of a map with two sides.
  private func lowerControls(_ theme: Theme) -> [OKLab] {
    func lab(_ lightness: Double, _ chroma: Double, _ degrees: Double) -> OKLab {
      OKLab(lightness: lightness, chroma: chroma, degrees: degrees)
    }
    return theme == .light
      ? [lab(0.97, 0, 0), lab(0.74, 0.13, 230), lab(0.42, 0.14, 262)]
      : [lab(0.25, 0, 0), lab(0.5, 0.17, 262), lab(0.82, 0.1, 225)]
  }

  /// `count` colours at equal steps.
  package func colors(_ count: Int, theme: Theme) -> [Color] {
    if self == .gray {
      // A picture's numbers are levels of a screen already, and have to look as they do elsewhere.
      return (0..<count).map { Color(gray: Double($0) / Double(max(count - 1, 1))) }
    }
    guard self == .diverging else { return ColorMap.walk(controls(theme), count).map(\.color) }
    // Both sides have an odd number of colours with the middle in common.
    let half = max(count / 2 + 1, 2)
    let low = ColorMap.walk(lowerControls(theme), half)
    let high = ColorMap.walk(controls(theme), half)
    let all = Array(low.dropFirst().reversed()) + high
    return (0..<count).map { index in
      let place = Double(index) / Double(max(count - 1, 1)) * Double(all.count - 1)
      let first = min(Int(place), all.count - 2)
      let part = place - Double(first)
      return (all[first] * (1 - part) + all[first + 1] * part).color
    }
  }

  /// Points on the curve at equal distances along it.
  private static func walk(_ controls: [OKLab], _ count: Int) -> [OKLab] {
    let fine = 512
    let points = (0...fine).map { point(controls, at: Double($0) / Double(fine)) }
    var lengths = [0.0]
    for index in 1...fine {
      lengths.append(lengths[index - 1] + points[index].distance(to: points[index - 1]))
    }
    var walked: [OKLab] = []
    var index = 1
    for step in 0..<count {
      let goal = lengths[fine] * Double(step) / Double(max(count - 1, 1))
      while index < fine, lengths[index] < goal { index += 1 }
      let piece = lengths[index] - lengths[index - 1]
      let part = piece > 0 ? min(max((goal - lengths[index - 1]) / piece, 0), 1) : 0
      walked.append(points[index - 1] * (1 - part) + points[index] * part)
    }
    return walked
  }

  /// De Casteljau's construction of a point on the curve.
  private static func point(_ controls: [OKLab], at place: Double) -> OKLab {
    var points = controls
    while points.count > 1 {
      points = zip(points, points.dropFirst()).map { $0 * (1 - place) + $1 * place }
    }
    return points[0]
  }
}
