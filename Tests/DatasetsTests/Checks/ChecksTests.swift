import Datasets
import Tensors
import XCTest

final class ChecksTests: XCTestCase {
  let table = Table([
    Table.Column("id", .integers([0, 1, 2, 3, 4])),
    Table.Column("x", .numbers([1, 2, 1, nil, nil])),
    Table.Column("c", .text(["a", "a", "a", "b", "b"])),
  ])

  func testRowsThatSayTheSame() {
    XCTAssertEqual(Checks.duplicates(in: table), [])
    XCTAssertEqual(Checks.duplicates(in: table, ignoring: ["id"]), [[0, 2], [3, 4]])
    XCTAssertEqual(Checks.duplicates(in: table.without("id", "x")), [[0, 1, 2], [3, 4]])
    let rows = table.rows([0, 3])
    XCTAssertEqual(Checks.shared(of: table.rows([1, 2, 3]), with: rows), [2])
    XCTAssertEqual(Checks.shared(of: table.rows([1, 2, 4]), with: rows, ignoring: ["id"]), [1, 2])
    XCTAssertEqual(Checks.shared(of: table.rows([1, 2, 4]), with: rows.without("id")), [1, 2])
    // A gap is not the text that stands for one.
    let text = Table([Table.Column("c", .text(["NA", nil]))])
    XCTAssertEqual(Checks.duplicates(in: text), [])
  }

  func testRowsThatSayNearlyTheSame() {
    var random = Random(seed: 5)
    var features = Tensor.normal([300, 6], using: &random)
    // Rows 10 and 200 are near row 4, and row 7 is row 3.
    for column in 0..<6 {
      features[200, column] = features[4, column] + 0.01
      features[10, column] = features[4, column] - 0.02
      features[7, column] = features[3, column]
    }
    let pairs = Checks.nearDuplicates(in: features, within: 0.1)
    XCTAssertEqual(
      pairs.map { [$0.first, $0.second] }, [[3, 7], [4, 200], [4, 10], [10, 200]])
    XCTAssertEqual(pairs[1].distance, 0.01 * Float(6).squareRoot(), accuracy: 1e-5)
    // Against every pair.
    let scalars = features.scalars
    var expected = 0
    for first in 0..<300 {
      for second in (first + 1)..<300 {
        let squares = (0..<6).reduce(Float(0)) { sum, column in
          let difference = scalars[first * 6 + column] - scalars[second * 6 + column]
          return sum + difference * difference
        }
        if squares.squareRoot() <= 1 { expected += 1 }
      }
    }
    XCTAssertGreaterThan(expected, 20)
    XCTAssertEqual(Checks.nearDuplicates(in: features, within: 1).count, expected)
    let none = Tensor(shape: [0, 3], scalars: [])
    XCTAssertTrue(Checks.nearDuplicates(in: none, within: 1).isEmpty)
  }

  func testGroupsOnBothSides() throws {
    let split = Split(train: [0, 1, 2], validation: [3], test: [4, 5])
    XCTAssertEqual(
      Checks.groupsCut(by: split, groups: ["b", "a", "a", "b", "c", "a"]), ["b", "a"])
    XCTAssertEqual(Checks.groupsCut(by: split, groups: [1, 1, 1, 2, 3, 3]), [])
    let column = Table.Column("day", .integers([1, 1, nil, 2, nil, 1]))
    XCTAssertEqual(Checks.groupsCut(by: split, groups: column), ["1"])

    let flights = try Flights.table()
    var random = Random(seed: 1)
    let byRow = Split.random(count: flights.rowCount, test: 0.25, using: &random)
    XCTAssertEqual(Checks.groupsCut(by: byRow, groups: flights["day_of_year"]).count, 365)
    let byDay = Split.grouped(by: flights["day_of_year"].numbers, test: 0.25, using: &random)
    XCTAssertEqual(Checks.groupsCut(by: byDay, groups: flights["day_of_year"]), [])
  }

  func testColumnsThatGiveTheAnswerAway() throws {
    let late = (0..<200).map { $0 % 3 == 0 }
    var random = Random(seed: 2)
    let noise = Tensor.normal([200], using: &random).scalars.map { Double($0) }
    let table = Table([
      Table.Column("noise", .numbers(noise)),
      Table.Column("minus", .numbers(zip(noise, late).map { -($1 ? 50 : 0) - $0 })),
      Table.Column("gap", .numbers(zip(noise, late).map { $1 ? nil : $0 })),
      Table.Column("code", .text(late.map { $0 ? "L" : "E" })),
      Table.Column("identifier", .text((0..<200).map { "row \($0)" })),
      Table.Column("same", .integers([Int](repeating: 3, count: 200))),
    ])
    let leaks = try Checks.leaks(in: table, target: late)
    XCTAssertEqual(Set(leaks.map(\.column)), ["minus", "gap", "code"])
    XCTAssertEqual(leaks.map(\.score), [1, 1, 1])
    let scores = try Checks.leaks(in: table, target: late, above: 0)
    XCTAssertEqual(scores.first { $0.column == "same" }?.score, 0.5)
    XCTAssertLessThan(scores.first { $0.column == "identifier" }!.score, 0.6)
    XCTAssertThrowsError(try Checks.leaks(in: table, target: late.map { _ in true }))

    // The delay at departure knows the delay at arrival.
    let flights = try Flights.table().droppingMissing("arr_delay")
    let target = flights["arr_delay"].numbers.map { $0! >= 15 }
    let found = try Checks.leaks(in: flights.without("arr_delay"), target: target, above: 0.8)
    XCTAssertEqual(found.map(\.column), ["dep_delay"])
  }

  func testTheAreaEqualsScikitLearn() throws {
    let golden = try PreparationTests.goldens()
    let table = golden.train.table.droppingMissing("amount")
    let late = table["target"].numbers.map { $0! > 11 }
    let leaks = try Checks.leaks(in: table, target: late, above: 0)
    XCTAssertEqual(
      leaks.first { $0.column == "amount" }!.score, max(golden.area, 1 - golden.area),
      accuracy: 1e-12)
  }

  func testJoinsThatMultiplyRows() throws {
    let flights = Table([
      Table.Column("origin", .text(["EWR", "JFK", "EWR", nil])),
      Table.Column("hour", .integers([5, 5, 6, 5])),
      Table.Column("delay", .integers([1, 2, 3, 4])),
    ])
    let weather = Table([
      Table.Column("hour", .integers([5, 6, 5, 6])),
      Table.Column("origin", .text(["EWR", "EWR", "LGA", "EWR"])),
      Table.Column("wind", .numbers([10, 20, 30, 40])),
    ])
    XCTAssertEqual(
      try Checks.join(flights, with: weather, on: ["origin", "hour"]),
      Checks.Join(unmatched: [1, 3], multiplied: [2], rowCount: 5))
    XCTAssertThrowsError(try flights.joined(with: weather, on: "origin", "hour")) {
      XCTAssertEqual(
        "\($0)",
        "Row 2 matches 2 rows of the other table by EWR, 6, and the join would multiply it. Join by "
          + "more columns, or make those rows one first.")
    }
    let joined = try flights.joined(with: weather.rows([0, 1, 2]), on: "origin", "hour")
    XCTAssertEqual(joined.columnNames, ["origin", "hour", "delay", "wind"])
    XCTAssertEqual(joined["wind"].values, .numbers([10, nil, 20, nil]))
    XCTAssertThrowsError(try flights.joined(with: weather.rows([0]), on: "origin"))
    XCTAssertThrowsError(try flights.joined(with: weather, on: "carrier"))
  }
}
