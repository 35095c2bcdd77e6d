/// How a line is drawn.
package struct LineStyle: Sendable {
  package var width: Double
  package var dash: [Double] = []
  package var cap = LineCap.butt
  package var join = LineJoin.round

  package init(
    _ width: Double, dash: [Double] = [], cap: LineCap = .butt, join: LineJoin = .round
  ) {
    self.width = width
    self.dash = dash
    self.cap = cap
    self.join = join
  }
}

/// A laid-out figure: everything that is drawn, in order, before there are pixels.
///
/// Tests read it, and a thousand layouts cost no drawing.
package struct Sheet: Sendable {
  package enum Item: Sendable {
    case fill(Path, Color)
    case stroke(Path, Color, LineStyle)
    case hairline(Point, Point, Color, LineStyle)
    case stamps(Path, [Point], Color)
    case coloredStamps(Path, [Point], [Color])
    case image(Bitmap, Rectangle, smooth: Bool)
    case writing(Writing)
    case clipped(Rectangle, [Item])
  }

  package private(set) var items: [Item] = []
  /// All lettering, for keeping other lettering away from it.
  package private(set) var writings: [Writing] = []
  /// What could not be shown, in sentences.
  package var notes: [String] = []

  /// What lettering must stay within.
  package let bounds: Rectangle

  package init(width: Double, height: Double) {
    bounds = Rectangle(x: 0, y: 0, width: width, height: height)
  }

  package mutating func fill(_ path: Path, _ color: Color) { items.append(.fill(path, color)) }

  package mutating func stroke(_ path: Path, _ color: Color, _ pen: LineStyle) {
    items.append(.stroke(path, color, pen))
  }

  package mutating func hairline(
    _ start: Point, _ end: Point, _ color: Color, _ pen: LineStyle = LineStyle(0.5)
  ) {
    items.append(.hairline(start, end, color, pen))
  }

  package mutating func stamp(_ shape: Path, at points: [Point], _ color: Color) {
    items.append(.stamps(shape, points, color))
  }

  package mutating func stamp(_ shape: Path, at points: [Point], colors: [Color]) {
    items.append(.coloredStamps(shape, points, colors))
  }

  package mutating func image(_ bitmap: Bitmap, in rectangle: Rectangle, smooth: Bool = false) {
    items.append(.image(bitmap, rectangle, smooth: smooth))
  }

  package mutating func write(_ writing: Writing) {
    guard !writing.text.isEmpty else { return }
    items.append(.writing(writing))
    writings.append(writing)
  }

  /// Writes unless that would touch lettering that is there already or leave the sheet; says
  /// whether it did.
  @discardableResult
  package mutating func writeIfFree(
    _ writing: Writing, gap: Double = 1, within bounds: Rectangle? = nil
  ) -> Bool {
    guard (bounds ?? self.bounds).encloses(writing.bounds) else { return false }
    guard !writings.contains(where: { $0.overlaps(writing, gap: gap) }) else { return false }
    write(writing)
    return true
  }

  /// Adds what `body` draws, visible only inside `rectangle`.
  package mutating func clip(to rectangle: Rectangle, _ body: (inout Sheet) -> Void) {
    var inner = Sheet(width: bounds.width, height: bounds.height)
    inner.writings = writings
    body(&inner)
    writings = inner.writings
    notes += inner.notes
    items.append(.clipped(rectangle, inner.items))
  }
}

extension Rectangle {
  /// Whether another rectangle lies inside, give or take a rounding.
  package func encloses(_ other: Rectangle) -> Bool {
    other.left >= left - 0.01 && other.right <= right + 0.01 && other.top >= top - 0.01
      && other.bottom <= bottom + 0.01
  }
}

extension Canvas {
  /// Draws a laid-out figure.
  package func draw(_ items: [Sheet.Item]) {
    for item in items {
      switch item {
      case .fill(let path, let color): fill(path, color)
      case .stroke(let path, let color, let pen):
        stroke(path, color, width: pen.width, dash: pen.dash, cap: pen.cap, join: pen.join)
      case .hairline(let start, let end, let color, let pen):
        hairline(from: start, to: end, color, width: pen.width, dash: pen.dash)
      case .stamps(let shape, let points, let color): stamp(shape, at: points, color)
      case .coloredStamps(let shape, let points, let colors):
        stamp(shape, at: points, colors: colors)
      case .image(let bitmap, let rectangle, let smooth):
        image(bitmap, in: rectangle, smooth: smooth)
      case .writing(let text):
        self.text(
          text.text, at: text.place, size: text.size, anchor: text.anchor, rotation: text.rotation,
          color: text.color, weight: text.weight)
      case .clipped(let rectangle, let inner): clip(to: rectangle) { draw(inner) }
      }
    }
  }
}
