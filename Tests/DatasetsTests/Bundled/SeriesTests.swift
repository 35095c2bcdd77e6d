import Datasets
import Foundation
import TestSupport
import XCTest

/// The bundled series against pandas (Tests/Golden/timeseries.py).
final class SeriesTests: XCTestCase {
  struct Goldens: Decodable {
    let weeks, weeksMissing, years, hours: Int
    let spots: Double
    let missing: [String: Int]
    let means: [String: Double]
    let months, temperatures: [Double]
  }

  private func goldens() throws -> Goldens {
    try JSONDecoder().decode(Goldens.self, from: Golden.data("timeseries.json"))
  }

  func testCarbonDioxideEqualsPandas() throws {
    let golden = try goldens()
    let weeks = try CarbonDioxide.weeks()
    XCTAssertEqual(weeks.rowCount, golden.weeks)
    XCTAssertEqual(weeks["ppm"].missingCount, golden.weeksMissing)
    let months = try CarbonDioxide.months()
    XCTAssertEqual(months.count, golden.months.count)
    for (found, wanted) in zip(months, golden.months) {
      XCTAssertEqual(found, wanted, accuracy: 1e-9)
    }
  }

  func testSunspotsAreThoseOfStatsmodels() throws {
    let golden = try goldens()
    let years = try Sunspots.years()
    XCTAssertEqual(years.count, golden.years)
    XCTAssertEqual(years.reduce(0, +), golden.spots, accuracy: 1e-9)
    XCTAssertEqual(try Sunspots.table()["year"].numbers.first, 1700)
  }

  func testEveryHourOfTheAirportIsThere() throws {
    let golden = try goldens()
    let table = try AirportWeather.table()
    XCTAssertEqual(table.rowCount, 8760)
    XCTAssertEqual(table.rowCount, golden.hours)
    for (row, hour) in table["hour"].numbers.enumerated() { XCTAssertEqual(hour, Double(row % 24)) }
    XCTAssertEqual(golden.missing.count, 7)
    for (name, missing) in golden.missing {
      XCTAssertEqual(table[name].missingCount, missing, name)
      let numbers = table[name].numbers.compactMap { $0 }
      XCTAssertEqual(
        numbers.reduce(0, +) / Double(numbers.count), golden.means[name]!, accuracy: 1e-8, name)
    }
    for (found, wanted) in zip(try AirportWeather.hours("temp"), golden.temperatures) {
      XCTAssertEqual(found, wanted, accuracy: 1e-9)
    }
  }

  func testGapsAreBridged() throws {
    XCTAssertEqual(
      try SeriesGaps.filled([nil, 1, nil, nil, 4, nil]), [1, 1, 2, 3, 4, 4])
    XCTAssertEqual(try SeriesGaps.filled([7]), [7])
    XCTAssertThrowsError(try SeriesGaps.filled([nil, nil])) {
      XCTAssertEqual(
        "\($0)", "A series has gaps between values, and none of these 2 is one.")
    }
  }

  func testOriginsMoveOn() {
    let origins = Origin.rolling(over: 10, first: 4, horizon: 3)
    XCTAssertEqual(origins.map(\.past), [0..<4, 0..<7])
    XCTAssertEqual(origins.map(\.ahead), [4..<7, 7..<10])
    let windowed = Origin.rolling(over: 10, first: 6, horizon: 2, step: 1, window: 3)
    XCTAssertEqual(windowed.map(\.past), [3..<6, 4..<7, 5..<8])
    XCTAssertEqual(windowed.map(\.ahead), [6..<8, 7..<9, 8..<10])
    XCTAssertEqual(Origin.rolling(over: 5, first: 4, horizon: 1).count, 1)
    XCTAssertThrowsError(try Origin.check(5, 4, 2, 1, nil)) {
      XCTAssertEqual("\($0)", "4 known values and 2 ahead are 6, and the series has 5.")
    }
    XCTAssertThrowsError(try Origin.check(5, 0, 2, 1, nil)) {
      XCTAssertEqual(
        "\($0)",
        "An origin knows at least one value, foretells at least one and moves on by at least one.")
    }
  }
}
