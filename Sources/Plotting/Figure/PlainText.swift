extension Markup {
  /// The label `text` without its markup, for those who hear it: `$\theta_1$` is `θ_1`.
  static func plain(_ text: String) -> String { MarkupParser.parse(text).plain }

  private var plain: String {
    switch self {
    case .character(let character, _): return String(character)
    case .space(let room): return room >= 150 ? " " : ""
    case .row(let parts): return parts.map(\.plain).joined()
    case .scripts(let base, let upper, let lower):
      return base.plain + (lower.map { "_" + $0.plain } ?? "")
        + (upper.map { "^" + $0.plain } ?? "")
    case .accent(_, let base): return base.plain
    case .root(let base): return "√" + base.plain
    }
  }
}
