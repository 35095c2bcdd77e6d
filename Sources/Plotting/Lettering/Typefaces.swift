/// The faces that a line of text of one weight may need.
struct Typefaces: Sendable {
  private let faces: [Typeface]

  /// The faces for a weight. They are made once and never change.
  static func of(_ weight: Weight) -> Typefaces {
    switch weight {
    case .regular: regular
    case .medium: medium
    case .bold: bold
    }
  }

  private static let regular = Typefaces(weight: 0)
  private static let medium = Typefaces(weight: 0.4)
  private static let bold = Typefaces(weight: 0.8)

  /// Small letters need a heavier pen and more room to look like large ones.
  private static let scriptWeight = 0.28

  private init(weight: Double) {
    faces = [weight, weight + Typefaces.scriptWeight].flatMap { weight in
      [Typeface(weight: weight, isSlanted: false), Typeface(weight: weight, isSlanted: true)]
    }
  }

  /// How heavy the faces for the line's own size (level 0) or for scripts are.
  func weight(level: Int) -> Double { faces[level > 0 ? 2 : 0].weight }

  /// The face for letters in a style, at the line's own size (level 0) or as scripts.
  func face(_ style: Markup.Style, level: Int) -> Typeface {
    let isSlanted = style == .slanted
    if style == .bold, self.faces[0].weight < 0.5 {
      return Typefaces.bold.face(.roman, level: level)
    }
    return faces[(level > 0 ? 2 : 0) + (isSlanted ? 1 : 0)]
  }
}
