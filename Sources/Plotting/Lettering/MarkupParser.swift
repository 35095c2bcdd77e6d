import Foundation

/// Reads the light markup of labels.
///
/// Between dollar signs stands mathematics: letters are slanted, `_` and `^` set scripts (of one
/// character, a name or a group in braces), spaces do not count. Outside, scripts need braces, so
/// that `learning_rate` is a plain name and `10^{-3}` a power. Names such as `\alpha` work in both.
/// What cannot be read as markup (a lone dollar sign, a brace that is never closed, an unknown
/// name) is shown as it stands: a label is never refused.
struct MarkupParser {
  private let characters: [Character]
  private var place = 0
  private var isMathematics = false
  private var style = Markup.Style.roman
  private var depth = 0

  /// Deeper nesting than any label needs is shown as it stands.
  private static let deepest = 12

  /// The tree for a label.
  static func parse(_ text: String) -> Markup {
    // Accents written as marks of their own become part of their letters where those exist.
    var parser = MarkupParser(characters: Array(text.precomposedStringWithCanonicalMapping))
    return .row(parser.row(until: nil))
  }

  private init(characters: [Character]) { self.characters = characters }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private func follows(_ character: Character, at offset: Int = 0) -> Bool {
    place + offset < characters.count && characters[place + offset] == character
  }

  /// Reads to the end, or to `closing`, which is passed.
  private mutating func row(until closing: Character?) -> [Markup] {
    var items: [Markup] = []
    while let character = next {
      if character == closing {
        place += 1
        return items
      }
      if isScript(character) {
        let base = items.popLast() ?? .row([])
        items.append(scripts(of: base))
      } else {
        items += item()
      }
    }
    return items
  }

  /// Whether the character starts a script here.
  private func isScript(_ character: Character) -> Bool {
    guard character == "^" || character == "_", depth < MarkupParser.deepest else { return false }
    if follows("{", at: 1) { return closes("{", "}", from: place + 1) }
    return isMathematics && place + 1 < characters.count && !follows("$", at: 1)
      && !follows("}", at: 1) && !follows("^", at: 1) && !follows("_", at: 1)
  }

  private mutating func scripts(of base: Markup) -> Markup {
    var upper: Markup?
    var lower: Markup?
    while let sign = next, isScript(sign), sign == "^" ? upper == nil : lower == nil {
      place += 1
      let content = argument()
      if sign == "^" { upper = content } else { lower = content }
    }
    return .scripts(base: base, upper: upper, lower: lower)
  }

  /// A group in braces or a single item.
  private mutating func argument() -> Markup {
    depth += 1
    defer { depth -= 1 }
    if isMathematics {
      while let space = next, space.isWhitespace { place += 1 }
    }
    if follows("{"), closes("{", "}", from: place) {
      place += 1
      return .row(row(until: "}"))
    }
    return .row(item())
  }

  /// Whether the bracket at `start` has its partner.
  private func closes(_ opening: Character, _ closing: Character, from start: Int) -> Bool {
    var level = 0
    for index in start..<characters.count {
      if characters[index] == opening { level += 1 }
      if characters[index] == closing {
        level -= 1
        if level == 0 { return true }
      }
      if characters[index] == "$", isMathematics { return false }
    }
    return false
  }

  /// One character, name, group or stretch of mathematics.
  private mutating func item() -> [Markup] {
    guard let character = next else { return [] }
    if character == "\\" { return command() }
    if character == "$", !isMathematics {
      guard endsMathematics(from: place + 1) else {
        place += 1
        return [.character("$", style)]
      }
      return [mathematics()]
    }
    if character == "{", isMathematics, depth < MarkupParser.deepest,
      closes("{", "}", from: place)
    {
      return [argument()]
    }
    place += 1
    if isMathematics { return mathematical(character) }
    // A hyphen before a figure in a script is a sign.
    let isSign = character == "-" && depth > 0 && (next?.isNumber ?? false)
    return [.character(isSign ? "−" : character, style)]
  }

  /// Whether a dollar sign that is not escaped comes at or after `start`.
  private func endsMathematics(from start: Int) -> Bool {
    var index = start
    while index < characters.count {
      if characters[index] == "$" { return true }
      index += characters[index] == "\\" ? 2 : 1
    }
    return false
  }

  private mutating func mathematics() -> Markup {
    place += 1
    isMathematics = true
    defer { isMathematics = false }
    return .row(row(until: "$"))
  }

  /// How a character looks in mathematics.
  private func mathematical(_ character: Character) -> [Markup] {
    if character.isWhitespace { return [] }
    let shown = MathNames.substitutes[character] ?? character
    if MathNames.relations.contains(shown) {
      return spaced(shown, by: depth == 0 ? 230 : 60)
    }
    if MathNames.operators.contains(shown) {
      // A sign at the beginning belongs to what follows.
      return startsOperand ? [.character(shown, style)] : spaced(shown, by: depth == 0 ? 170 : 0)
    }
    if shown == "," { return [.character(shown, style), .space(130)] }
    let isLetter = shown.isLetter && !MathNames.isUpright(shown)
    return [.character(shown, isLetter && style == .roman ? .slanted : style)]
  }

  /// Whether nothing that an operator could join stands before the character just read.
  private var startsOperand: Bool {
    var index = place - 2
    while index >= 0, characters[index] == " " { index -= 1 }
    guard index >= 0 else { return true }
    return "$({[=<>,+-−±×^_/|".contains(characters[index])
  }

  private func spaced(_ character: Character, by room: Double) -> [Markup] {
    [.space(room), .character(character, style), .space(room)]
  }

  /// What starts with a backslash.
  private mutating func command() -> [Markup] {
    let start = place
    place += 1
    guard let first = next else { return [.character("\\", style)] }
    guard first.isASCII, first.isLetter else {
      place += 1
      if first == "," || first == ";" || first == " " || first == "!" {
        return [.space(first == "!" ? -100 : first == ";" ? 280 : first == " " ? 250 : 170)]
      }
      if first == "|" { return [.character("‖", style)] }
      return "$_^{}%&#\\".contains(first)
        ? [.character(first, style)] : [.character("\\", style), .character(first, style)]
    }
    while let letter = next, letter.isASCII, letter.isLetter { place += 1 }
    let name = String(characters[start + 1..<place])
    if let known = named(name) { return known }
    return characters[start..<place].map { .character($0, style) }
  }

  private mutating func named(_ name: String) -> [Markup]? {
    if let sign = MathNames.signs[name] {
      return isMathematics ? mathematical(sign) : [.character(sign, style)]
    }
    if MathNames.functions.contains(name) {
      let letters = name.map { Markup.character($0, style) }
      guard isMathematics else { return letters }
      let isApplied = next.map { "([{_^".contains($0) } ?? true
      return (startsOperand ? [] : [.space(120)]) + letters + (isApplied ? [] : [.space(120)])
    }
    guard next != nil, depth < MarkupParser.deepest else { return nil }
    if let accent = MathNames.accents[name] {
      return [.accent(accent, argument())]
    }
    switch name {
    case "sqrt": return [.root(argument())]
    case "frac": return [argument(), .character("/", style), argument()]
    case "text", "mathrm", "operatorname": return [styled(.roman, isMathematics: false)]
    case "mathbf", "boldsymbol", "bm": return [styled(.bold, isMathematics: isMathematics)]
    default: return nil
    }
  }

  private mutating func styled(_ inner: Markup.Style, isMathematics inside: Bool) -> Markup {
    let before = (style, isMathematics)
    (style, isMathematics) = (inner, inside)
    defer { (style, isMathematics) = before }
    return argument()
  }
}
