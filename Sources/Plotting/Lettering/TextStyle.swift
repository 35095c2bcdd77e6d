/// How heavy lettering is drawn.
package enum Weight: Hashable, Sendable {
  /// For labels and running text.
  case regular
  /// For what should stand out a little.
  case medium
  /// For titles.
  case bold
}

/// Which point of a line of text stands at the given place.
package struct Anchor: Hashable, Sendable {
  package enum Horizontal: Sendable {
    case left
    case center
    case right
  }

  /// Lines of reference, the same for every text of a size, so that labels side by side align.
  package enum Vertical: Sendable {
    /// As high as the text reaches.
    case top
    /// Half the height of a figure or capital above the baseline.
    case middle
    case baseline
    /// As low as the text reaches.
    case bottom
  }

  package let horizontal: Horizontal
  package let vertical: Vertical

  package init(_ horizontal: Horizontal, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  package static let left = Anchor(.left, .baseline)
  package static let center = Anchor(.center, .baseline)
  package static let right = Anchor(.right, .baseline)
}

/// The room a line of text takes, in points, before it is turned.
package struct TextExtent: Hashable, Sendable {
  /// How far the pen advances.
  package let width: Double
  /// How far the text reaches above the baseline: the ascenders' height, more where scripts or
  /// accents reach higher.
  package let ascent: Double
  /// How far it reaches below: the descenders' depth, more where scripts reach lower.
  package let descent: Double
  /// The box around the drawn outlines, relative to the start of the baseline, y downwards; nil
  /// where nothing shows.
  package let ink: Rectangle?

  package var height: Double { ascent + descent }
}
