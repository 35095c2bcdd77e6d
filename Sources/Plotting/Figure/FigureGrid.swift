/// Figures side by side, as one figure.
package struct FigureGrid: Sendable {
  package var panels: [Figure]
  package var columns: Int
  package var sharesX: Bool
  package var sharesY: Bool

  package var rows: Int { (panels.count + columns - 1) / columns }
}

/// Collects the panels of a grid: one a statement.
@resultBuilder
public enum FigureGridBuilder {
  public static func buildExpression(_ figure: Figure) -> [Figure] { [figure] }
  public static func buildExpression(_ figures: [Figure]) -> [Figure] { figures }
  public static func buildBlock(_ parts: [Figure]...) -> [Figure] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Figure]?) -> [Figure] { part ?? [] }
  public static func buildEither(first: [Figure]) -> [Figure] { first }
  public static func buildEither(second: [Figure]) -> [Figure] { second }
  public static func buildArray(_ parts: [[Figure]]) -> [Figure] { parts.flatMap { $0 } }
}

extension Figure {
  /// Puts figures side by side, row by row.
  ///
  /// With shared axes all panels have the same ends, so that they can be compared, and only the
  /// outer ones carry numbers. What is added to the result (a line, an axis label, a range) is added
  /// to every panel.
  ///
  ///     Figure.grid(columns: 2, "Two optimizers") {
  ///       Figure("SGD").line(plain)
  ///       Figure("Adam").line(adaptive)
  ///     }
  public static func grid(
    columns: Int, _ title: String = "", sharingX: Bool = true, sharingY: Bool = true,
    @FigureGridBuilder _ panels: () throws -> [Figure]
  ) rethrows -> Figure {
    var figure = Figure(title)
    // A grid inside a grid becomes more panels: one level is all that a page can show.
    let all = try panels().flatMap { $0.grid?.panels ?? [$0] }
    figure.grid = FigureGrid(
      panels: all, columns: max(1, min(columns, max(all.count, 1))), sharesX: sharingX,
      sharesY: sharingY)
    return figure
  }
}
