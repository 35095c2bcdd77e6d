/// The numbers behind one mark of a figure, as they are recorded with a chapter.
public struct Series: Sendable, Equatable {
  /// What is drawn at the numbers, from which follows where: the word is the record's.
  public enum Kind: String, Sendable, CaseIterable {
    /// A line through (x, y), in order.
    case line
    /// A mark at each (x, y).
    case points
    /// A way through the plane.
    case path
    /// One side of an area.
    case band
    /// A bar from zero to y at each x.
    case bars
    /// A bar from zero to y that lies at x of the upright axis.
    case barsAcross = "bars across"
    /// A bar for each bin, x its middle and y its height.
    case histogram
    /// A matrix, y row by row and x the number of the cell.
    case cells
    /// Values on a grid over the plot, y row by row from below and x the number of the place.
    case field
    /// The pixels of a picture, y row by row.
    case picture
    /// A line across the plot at x or at y.
    case rule
    /// From the first (x, y) to the second.
    case arrow
    /// What colours or sizes of points stand for, in y.
    case measure
  }

  /// What is drawn.
  public let kind: Kind
  /// What the numbers are called in the figure; empty where the figure does not name them.
  public let name: String
  /// Where each value stands. Categories and rows count from 0.
  public let x: [Double]
  /// The values.
  public let y: [Double]

  /// Creates a series from its name and its numbers.
  public init(_ kind: Kind, name: String, x: [Double], y: [Double]) {
    self.kind = kind
    self.name = name
    self.x = x
    self.y = y
  }
}
