/// A box of a diagram.
public struct Box: Sendable, Equatable {
  let name: String
  let text: String
  let hue: Hue?

  /// A box that arrows find by its name; `text` is written in it, the name itself otherwise.
  public init(_ name: String, _ text: String? = nil, hue: Hue? = nil) {
    self.name = name
    self.text = text ?? name
    self.hue = hue
  }
}

/// An arrow of a diagram, from one box to another. Boxes that are not described otherwise are made
/// from the names that arrows use.
public struct Arrow: Sendable, Equatable {
  let from: String
  let to: String
  let label: String
  let isDashed: Bool

  /// An arrow between two boxes.
  public init(_ from: String, to: String, label: String = "", dashed: Bool = false) {
    self.from = from
    self.to = to
    self.label = label
    self.isDashed = dashed
  }
}

/// Which way the arrows of a diagram run.
public enum DiagramDirection: Sendable {
  case right, up, down
}

/// What a diagram consists of.
public struct DiagramParts: Sendable, Equatable {
  var boxes: [Box] = []
  var arrows: [Arrow] = []

  func adding(_ other: DiagramParts) -> DiagramParts {
    DiagramParts(boxes: boxes + other.boxes, arrows: arrows + other.arrows)
  }

  /// The boxes with those that only arrows name, in the order in which they are first named.
  var allBoxes: [Box] {
    var all: [Box] = []
    var names: Set<String> = []
    for box in boxes where names.insert(box.name).inserted { all.append(box) }
    for arrow in arrows {
      for name in [arrow.from, arrow.to] where names.insert(name).inserted { all.append(Box(name)) }
    }
    return all
  }
}

/// Collects the boxes and arrows of a diagram: one a statement.
@resultBuilder
public enum DiagramBuilder {
  public static func buildExpression(_ box: Box) -> DiagramParts { DiagramParts(boxes: [box]) }
  public static func buildExpression(_ arrow: Arrow) -> DiagramParts {
    DiagramParts(arrows: [arrow])
  }
  public static func buildBlock(_ parts: DiagramParts...) -> DiagramParts {
    parts.reduce(DiagramParts()) { $0.adding($1) }
  }
  public static func buildOptional(_ part: DiagramParts?) -> DiagramParts { part ?? DiagramParts() }
  public static func buildEither(first: DiagramParts) -> DiagramParts { first }
  public static func buildEither(second: DiagramParts) -> DiagramParts { second }
  public static func buildArray(_ parts: [DiagramParts]) -> DiagramParts {
    parts.reduce(DiagramParts()) { $0.adding($1) }
  }
}

extension Figure {
  /// Adds a diagram of boxes and arrows, which finds its layout itself: every arrow leads to a later
  /// layer, with few crossings.
  ///
  ///     Figure("One neuron").diagram {
  ///       Arrow("w", to: "×")
  ///       Arrow("x", to: "×")
  ///       Arrow("×", to: "tanh")
  ///     }
  public func diagram(
    _ direction: DiagramDirection = .right, @DiagramBuilder _ parts: () throws -> DiagramParts
  ) rethrows -> Figure {
    adding(DiagramMark(parts: try parts(), direction: direction))
  }

  /// Adds a diagram of arrows given as pairs of names.
  public func diagram(
    _ direction: DiagramDirection = .right, arrows: [(from: String, to: String)]
  ) -> Figure {
    diagram(direction) { for arrow in arrows { Arrow(arrow.from, to: arrow.to) } }
  }
}
