/// The numbers behind one mark of a figure, as they are recorded with a chapter.
public struct Series: Sendable, Equatable {
  /// What the numbers are called in the figure; empty where the figure does not name them.
  public let name: String
  /// Where each value stands. Categories and rows count from 0.
  public let x: [Double]
  /// The values.
  public let y: [Double]

  /// Creates a series from its name and its numbers.
  public init(name: String, x: [Double], y: [Double]) {
    self.name = name
    self.x = x
    self.y = y
  }
}
