import Datasets
import Tensors
import XCTest

final class TableTests: XCTestCase {
  let table = Table([
    Table.Column("rooms", .integers([2, 3, nil])),
    Table.Column("area", .numbers([50.5, 71, 80])),
    Table.Column("city", .text(["Ulm", "Bern", "Ulm"])),
  ])

  func testFeaturesAreTheNamedColumns() throws {
    let complete = table.droppingMissing()
    XCTAssertEqual(complete.rowCount, 2)
    XCTAssertEqual(
      try complete.features("area", "rooms"), Tensor(shape: [2, 2], scalars: [50.5, 2, 71, 3]))
    XCTAssertEqual(try complete.features().shape, [2, 2])
    XCTAssertEqual(
      try table.with(table["rooms"].fillingMissing(with: 9)).features("rooms").scalars, [2, 3, 9])
  }

  func testWhatCannotBeAFeatureIsSaid() {
    XCTAssertThrowsError(try table.features("rooms")) {
      XCTAssertEqual(
        "\($0)",
        "Row 2 of column \"rooms\" has no value. Leave such rows out with droppingMissing(), or "
          + "fill them in.")
    }
    XCTAssertThrowsError(try table.features("city")) {
      XCTAssertEqual(
        "\($0)",
        "Column \"city\" holds text and cannot be a feature as it is. Encode it as numbers first, "
          + "or leave it out.")
    }
  }

  func testNumbersThatNoTensorHoldsAreRefused() throws {
    let ids = Table([Table.Column("id", .integers([16_777_216, -16_777_217, nil]))])
    XCTAssertEqual(try ids.rows([0]).features("id").scalars, [16_777_216])
    XCTAssertThrowsError(try ids.rows([0, 1]).features("id")) {
      XCTAssertEqual(
        "\($0)",
        "Row 1 of column \"id\" is -16777217, a whole number that single precision does not have. "
          + "Leave the column out, or subtract a constant first.")
    }
    // 2⁵³ + 1, which becomes 2⁵³ in double precision, and single precision has that.
    let beyond = Table([Table.Column("id", .integers([9_007_199_254_740_993]))])
    XCTAssertThrowsError(try beyond.features("id"))
    let power = Table([Table.Column("id", .integers([1 << 60]))])
    XCTAssertEqual(try power.features("id").scalars, [0x1p60])
    let large = Table([Table.Column("x", .numbers([.infinity, -1e39]))])
    XCTAssertThrowsError(try large.features("x")) {
      XCTAssertEqual(
        "\($0)",
        "Row 1 of column \"x\" is -1e+39, and single precision ends at 3.4028235e+38. Divide the "
          + "column by a constant first.")
    }
    XCTAssertEqual(try large.rows([0]).features("x").scalars, [.infinity])
    XCTAssertEqual(
      try Table([Table.Column("x", .numbers([0.1, 16_777_217.5]))]).features("x").scalars,
      [0.1, 16_777_218])
  }

  func testLabelsAreNumberedByNameOrAsGiven() throws {
    let byName = try table.labels("city")
    XCTAssertEqual(byName.labels, [1, 0, 1])
    XCTAssertEqual(byName.classNames, ["Bern", "Ulm"])
    XCTAssertEqual(try table.labels("city", classNames: ["Ulm", "Bern"]).labels, [0, 1, 0])
    XCTAssertEqual(try table.droppingMissing().labels("rooms").classNames, ["2", "3"])
    XCTAssertThrowsError(try table.labels("city", classNames: ["Ulm"])) {
      XCTAssertEqual(
        "\($0)", "Row 1 of column \"city\" says \"Bern\", which is not one of the classes Ulm.")
    }
  }

  func testSetsFromTables() throws {
    let complete = table.droppingMissing()
    let cities = try ClassificationSet(complete, label: "city")
    XCTAssertEqual(cities.featureNames, ["rooms", "area"])
    XCTAssertEqual(cities.classCounts, [1, 1])
    let areas = try RegressionSet(complete, target: "area")
    XCTAssertEqual(areas.features, Tensor(shape: [2, 1], scalars: [2, 3]))
    XCTAssertEqual(areas.targets, Tensor(shape: [2], scalars: [50.5, 71]))
    XCTAssertEqual(areas.rows([1]).targets.scalars, [71])
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try table.column("town")) {
      XCTAssertEqual(
        "\($0)",
        "The table has no column \"town\". Its columns are \"rooms\", \"area\", \"city\".")
    }
    XCTAssertThrowsError(
      try Table(checking: [Table.Column("a", .flags([true])), Table.Column("b", .flags([]))])
    ) {
      XCTAssertEqual(
        "\($0)",
        "A table needs columns of equal length, and \"b\" has 0 values where \"a\" has 1.")
    }
    XCTAssertThrowsError(
      try ClassificationSet(
        checking: Tensor(shape: [2, 1], scalars: [1, 2]), [0, 2], ["a", "b"], featureNames: [],
        imageShape: nil)
    ) {
      XCTAssertEqual(
        "\($0)", "Example 1 has the label 2, and there are 2 classes, numbered from 0.")
    }
  }
}
