import Foundation

/// Reads the notation in which the alphabet is written down.
///
///     548: 274,-11_l 42<,250u 274,511^r 506>,250d o ; 84<,0 84<,500
///
/// After the advance stand strokes, divided by semicolons, each a row of nodes `x,y`:
///
/// - A mark after a coordinate says that an edge of the stroke lies there and not its middle,
///   whatever the pen's weight: `<` the left edge, `>` the right, `^` the upper, `_` the lower one.
/// - Then may follow the heading (`u`, `d`, `l`, `r` or `@` and degrees), `*` and the part of the
///   pen's thickness, `~` and the tension of the next curve. Between nodes with headings the pen
///   goes along a curve, otherwise straight on, around a sharp corner where it turns.
/// - `-` cuts the beginning or the end level, `|` upright, `/` and degrees along that angle.
/// - A last `o` closes the stroke.
/// - Before the nodes, `w` and a number set the part of the thickness for the whole stroke, `m`
///   draws it equally thick in all directions, and `dot` puts round dots at the nodes.
/// - In place of a stroke `=a` takes over those of another letter, `=a,x,y` moved, `=a,x,y,0.6`
///   also made smaller, and `turn=a` turned half around the middle of a figure.
struct GlyphParser {
  let pen: Pen
  /// Finds the notation of another letter.
  let source: (Character) -> String?

  /// A dot's radius in upright pen thicknesses.
  private static let dotRadius = 0.66
  private static let tension = 0.575

  /// The advance and the outlines of a letter; nil where the notation is wrong.
  func glyph(_ text: String, depth: Int = 0) -> Glyph? {
    guard depth < 4, let colon = text.firstIndex(of: ":"), let advance = Double(text[..<colon])
    else { return nil }
    var parts: [[Point]] = []
    for stroke in text[text.index(after: colon)...].split(separator: ";") {
      let words = stroke.split(separator: " ")
      guard let first = words.first else { continue }
      if first.hasPrefix("=") || first.hasPrefix("turn=") {
        guard let outlines = component(first, depth) else { return nil }
        parts += outlines
      } else {
        guard let outlines = strokeOutlines(words) else { return nil }
        parts += outlines
      }
    }
    return Glyph(advance: advance * pen.spread, outlines: parts)
  }

  private func component(_ word: Substring, _ depth: Int) -> [[Point]]? {
    guard let mark = word.firstIndex(of: "=") else { return nil }
    let rest = word[word.index(after: mark)...]
    let numbers = rest.dropFirst().split(separator: ",").compactMap { Double($0) }
    let size = numbers.count > 2 ? numbers[2] : 1
    let writer = GlyphParser(pen: pen.shrunk(to: size), source: source)
    guard let name = rest.first, let text = source(name),
      let glyph = writer.glyph(text, depth: depth + 1)
    else { return nil }
    if word.hasPrefix("turn") {
      let center = Skeleton.lean(Point(glyph.advance / 2, Alphabet.capHeight / 2), pen.slant)
      return glyph.outlines.map { $0.map { center * 2 - $0 } }
    }
    guard numbers.count > 1 else { return glyph.outlines }
    let shift = Skeleton.lean(Point(numbers[0] * pen.spread, numbers[1]), pen.slant)
    return glyph.outlines.map { $0.map { $0 * size + shift } }
  }

  private func strokeOutlines(_ words: [Substring]) -> [[Point]]? {
    var skeleton = Skeleton()
    var width = 1.0
    var pen = pen
    var isDotted = false
    for (index, word) in words.enumerated() {
      if let cut = cut(word) {
        if skeleton.nodes.isEmpty { skeleton.start = cut } else { skeleton.end = cut }
      } else if word == "m" {
        pen = pen.even
      } else if word == "dot" {
        isDotted = true
      } else if word == "o", index == words.count - 1 {
        skeleton.isClosed = true
      } else if word.hasPrefix("w") {
        guard let part = Double(word.dropFirst()) else { return nil }
        width = part
      } else {
        guard let node = node(word, width, pen) else { return nil }
        skeleton.nodes.append(node)
      }
    }
    if isDotted { return skeleton.nodes.map { dot($0) } }
    return skeleton.nodes.count > 1 ? skeleton.outlines(with: pen) : nil
  }

  /// How a word cuts an end; nil where it says something else.
  private func cut(_ word: Substring) -> Skeleton.Cut? {
    switch word {
    case "-": .level
    case "|": .upright
    default: word.hasPrefix("/") ? Double(word.dropFirst()).map { .slanted($0) } : nil
    }
  }

  private func dot(_ node: Skeleton.Node) -> [Point] {
    let radius = GlyphParser.dotRadius * pen.upright * node.width
    let center = Skeleton.lean(node.place, pen.slant)
    return (0..<28).map { step in
      let angle = Double(step) * 2 * .pi / 28
      return center + Point(radius * cos(angle), radius * sin(angle))
    }
  }

  /// Reads `x,y` with its marks.
  private func node(_ word: Substring, _ width: Double, _ pen: Pen) -> Skeleton.Node? {
    var scanner = WordScanner(word)
    var node = Skeleton.Node(
      place: Point(0, 0), direction: nil, width: width, tension: GlyphParser.tension)
    guard let x = scanner.number() else { return nil }
    let sideways = scanner.take("<") ? 0.5 : scanner.take(">") ? -0.5 : 0
    guard scanner.take(","), let y = scanner.number() else { return nil }
    let upwards = scanner.take("^") ? -0.5 : scanner.take("_") ? 0.5 : 0
    while let mark = scanner.next() {
      switch mark {
      case "u": node.direction = Point(0, 1)
      case "d": node.direction = Point(0, -1)
      case "l": node.direction = Point(-1, 0)
      case "r": node.direction = Point(1, 0)
      case "@":
        guard let angle = scanner.number() else { return nil }
        node.direction = Point(cos(angle * .pi / 180), sin(angle * .pi / 180))
      case "*":
        guard let part = scanner.number() else { return nil }
        node.width = part
      case "~":
        guard let tension = scanner.number() else { return nil }
        node.tension = tension
      default: return nil
      }
    }
    let upright = pen.thickness(Point(0, 1)) * node.width
    let level = pen.thickness(Point(1, 0)) * node.width
    node.place = Point(x * pen.spread + sideways * upright, y + upwards * level)
    return node
  }
}

/// Reads a word of the notation from left to right.
private struct WordScanner {
  private var rest: Substring.UTF8View

  init(_ word: Substring) { rest = word.utf8 }

  /// The number that stands next.
  mutating func number() -> Double? {
    let digits = rest.prefix { ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 46 }
    guard let value = Double(String(Substring(digits))) else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }

  /// Whether `mark` stands next, which is then passed.
  mutating func take(_ mark: Character) -> Bool {
    guard rest.first == mark.asciiValue else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The next mark.
  mutating func next() -> Character? {
    rest.popFirst().map { Character(Unicode.Scalar($0)) }
  }
}
