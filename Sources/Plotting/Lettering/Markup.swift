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
  /// A sign over a base.
  case accent(Accent, Markup)
  case root(Markup)

  /// The signs that may stand over a base.
  enum Accent: String {
    case hat
    case bar
    case tilde
    case dot
    case vec
  }
}
