/// What a piece of markup says, as a tree.
indirect enum Markup: Equatable {
  /// How characters are drawn.
  enum Style: Equatable {
    case roman
    case slanted
    case bold
  }

  case character(Character, Style)
  /// Empty room, in thousandths of the size.
  case space(Double)
  case row([Markup])
  /// A base with what stands above and below to its right.
  case scripts(base: Markup, upper: Markup?, lower: Markup?)
  /// A base with a mark over it, named by the mark's own character.
  case accent(Character, Markup)
  case root(Markup)
}

extension Markup {
  /// The markup in a line of plain text.
  var reading: String {
    switch self {
    case .character(let character, let style):
      style == .roman ? String(character) : style == .slanted ? "<\(character)>" : "*\(character)*"
    case .space: ""
    case .row(let items): items.map(\.reading).joined()
    case .scripts(let base, let upper, let lower):
      base.reading + (upper.map { "^(\($0.reading))" } ?? "")
        + (lower.map { "_(\($0.reading))" } ?? "")
    case .accent(let mark, let base): "\(MathNames.name(of: mark))(\(base.reading))"
    case .root(let content): "sqrt(\(content.reading))"
    }
  }
}
