import Plotting
import XCTest

/// What lies over what, and what keeps out of each other's way.
final class DrawingOrderTests: XCTestCase {
  private enum Kind { case axis, stroke, fill }

  /// The lines of axes and the marks of a figure in the order in which they are drawn.
  private func order(_ figure: Figure) -> [Kind] {
    func kinds(_ items: [Sheet.Item], isClipped: Bool) -> [Kind] {
      items.flatMap { item -> [Kind] in
        switch item {
        case .hairline(_, _, Theme.light.axis, let pen) where pen.width == 0.75: return [.axis]
        case .stroke where isClipped: return [.stroke]
        case .fill where isClipped: return [.fill]
        case .clipped(_, let inner): return kinds(inner, isClipped: true)
        default: return []
        }
      }
    }
    return kinds(Page(figure, theme: .light).laidOut().sheet.items, isClipped: false)
  }

  func testAxesLieOverBarsAndUnderLines() {
    XCTAssertEqual(order(Figure().line([0, 0, 0])), [.axis, .stroke])
    XCTAssertEqual(order(Figure().bars(["a"], [1])), [.fill, .axis])
    XCTAssertEqual(order(Figure().histogram([1, 2, 2])), [.fill, .axis])
  }
}
