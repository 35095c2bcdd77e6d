import Datasets
import Foundation
import Tensors
import TestSupport
import XCTest

/// The bundled tables with gaps against pandas (Tests/Golden/flights.py).
final class GapsTests: XCTestCase {
  struct Facts: Decodable {
    let rows: Int
    let columns: [String]
    let missing: [Int]
    let sums: [String: Double]
    let kinds: [String: Int]
  }

  struct Goldens: Decodable {
    let flights: Facts
    let penguins: Facts
  }

  func testTablesWithGapsEqualPandas() throws {
    let goldens = try JSONDecoder().decode(Goldens.self, from: Golden.data("flights.json"))
    for (table, facts) in [
      (try Flights.table(), goldens.flights), (try Penguins.table(), goldens.penguins),
    ] {
      XCTAssertEqual(table.rowCount, facts.rows)
      XCTAssertEqual(table.columnNames, facts.columns)
      XCTAssertEqual(table.columns.map(\.missingCount), facts.missing)
      XCTAssertEqual(facts.sums.count + facts.kinds.count, facts.columns.count)
      for (name, sum) in facts.sums {
        let numbers = table[name].numbers.compactMap { $0 }
        XCTAssertEqual(numbers.reduce(0, +), sum, accuracy: abs(sum) * 1e-12, name)
      }
      for (name, count) in facts.kinds {
        XCTAssertEqual(Set(table[name].text.compactMap { $0 }).count, count, name)
      }
    }
  }

  func testDaysOfFlightsStandTogether() throws {
    let flights = try Flights.table()
    let days = flights["day_of_year"].numbers.compactMap { $0 }
    XCTAssertEqual(days, days.sorted())
    XCTAssertEqual(Set(days).count, 365)
    var random = Random(seed: 1)
    let split = Split.grouped(by: days, test: 0.25, using: &random)
    XCTAssertTrue(Set(split.test.map { days[$0] }).isDisjoint(with: split.train.map { days[$0] }))
    // Cancelled flights have neither delay.
    let cancelled = flights["dep_delay"].isMissing
    XCTAssertEqual(cancelled.count { $0 }, 488)
    XCTAssertTrue(zip(cancelled, flights["arr_delay"].isMissing).allSatisfy { !$0 || $1 })
  }

  func testAGapIsNeverNaN() throws {
    let penguins = try Penguins.table()
    let complete = penguins.droppingMissing()
    XCTAssertEqual(complete.rowCount, 333)
    XCTAssertEqual(
      try complete.labels("species").classNames, Penguins.classNames)
    XCTAssertThrowsError(try penguins.features("body_mass_g")) {
      XCTAssertEqual(
        "\($0)",
        "Row 3 of column \"body_mass_g\" has no value. Leave such rows out with droppingMissing(), "
          + "or fill them in.")
    }
    XCTAssertThrowsError(try Table(checking: [Table.Column("x", .numbers([1, nil, 0 / 0.0]))])) {
      XCTAssertEqual(
        "\($0)",
        "Row 2 of column \"x\" is not a number (NaN). A missing value is nil; NaN comes from a "
          + "computation, such as a division by zero.")
    }
    // The words for a gap are read as one, whatever their letters.
    let read = try Table(csv: "x\nNaN\nnan\nNA\n1\n")
    XCTAssertEqual(read["x"].values, .integers([nil, nil, nil, 1]))
    XCTAssertEqual(read["x"].isMissing, [true, true, true, false])
  }
}
