import Plotting
import XCTest

final class FieldTests: XCTestCase {
  private func field(
    columns: Int = 6, rows: Int = 5, of function: (Double, Double) -> Double
  ) -> Field {
    Field(x: -1...2, y: 0...3, columns: columns, rows: rows, of: function)
  }

  func testSmoothingKeepsTheGridAndIsExactForParabolas() {
    func bowl(_ x: Double, _ y: Double) -> Double { 2 * x * x - x * y + 3 * y * y - y + 1 }
    let (coarse, smooth) = (field(of: bowl), field(of: bowl).smoothed(by: 3))
    XCTAssertEqual([smooth.columns, smooth.rows], [16, 13])
    for row in 0..<13 {
      for column in 0..<16 {
        let value = smooth.values[row * 16 + column]
        let x = Field.place(column, of: 16, in: -1...2)
        let y = Field.place(row, of: 13, in: 0...3)
        XCTAssertEqual(value, bowl(x, y), accuracy: 1e-9)
        if row % 3 == 0, column % 3 == 0 {
          XCTAssertEqual(value, coarse.values[row / 3 * 6 + column / 3])
        }
      }
    }
  }

  func testWhatIsNotFiniteStaysInItsCells() {
    let smooth = field(columns: 9, rows: 9) { x, y in x > 1.8 ? .nan : x + y }.smoothed(by: 2)
    for row in 0..<17 {
      for column in 0..<15 {
        let x = Field.place(column, of: 17, in: -1...2)
        let y = Field.place(row, of: 17, in: 0...3)
        XCTAssertEqual(smooth.values[row * 17 + column], x + y, accuracy: 1e-9)
      }
    }
  }

  func testBordersAreAskedForAgainAndNothingElse() {
    func isAbove(_ x: Double, _ y: Double) -> Double { y > 0.3 + 0.7 * x ? 1 : 0 }
    let coarse = field(columns: 31, rows: 31, of: isAbove)
    var calls = 0
    let fine = coarse.refinedAtBorders(by: 4) { x, y in
      calls += 1
      return isAbove(x, y)
    }
    XCTAssertLessThan(calls, 61 * 20, "the border crosses at most 60 cells")
    for row in 0..<fine.rows {
      for column in 0..<fine.columns {
        let x = Field.place(column, of: fine.columns, in: -1...2)
        let y = Field.place(row, of: fine.rows, in: 0...3)
        // On the line itself rounding decides.
        guard abs(y - 0.3 - 0.7 * x) > 1e-9 else { continue }
        XCTAssertEqual(fine.values[row * fine.columns + column], isAbove(x, y), "\(x), \(y)")
      }
    }
  }
}
