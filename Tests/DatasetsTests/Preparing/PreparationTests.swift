import Datasets
import Foundation
import Tensors
import TestSupport
import XCTest

/// Preparations against scikit-learn (Tests/Golden/preparing.py).
final class PreparationTests: XCTestCase {
  struct Goldens: Decodable {
    struct Cells: Decodable {
      let amount: [Double?]
      let count: [Double?]
      let city: [String]
      let target: [Double]

      var table: Table {
        Table([
          Table.Column("amount", .numbers(amount)), Table.Column("count", .numbers(count)),
          Table.Column("city", .text(city)), Table.Column("target", .numbers(target)),
        ])
      }
    }
    let train: Cells
    let test: Cells
    let imputed: [String: [[Double?]]]
    let oneHot: [[Double?]]
    let categories: [String]
    let ordinal: [[Double?]]
    let standardized: [[Double?]]
    let targetTrain: [Double]
    let targetTest: [Double]
    let area: Double
  }

  static func goldens() throws -> Goldens {
    try JSONDecoder().decode(Goldens.self, from: Golden.data("preparing.json"))
  }

  /// The column `name` after a preparation, held against numbers.
  func check(
    _ table: Table, _ name: String, _ expected: [Double?], line: UInt = #line
  ) {
    let numbers = table[name].numbers
    XCTAssertEqual(numbers.count, expected.count, name, line: line)
    for (row, (number, expected)) in zip(numbers, expected).enumerated() {
      guard let number, let expected else {
        XCTAssertEqual(number == nil, expected == nil, "\(name), row \(row)", line: line)
        continue
      }
      XCTAssertEqual(number, expected, accuracy: 1e-12, "\(name), row \(row)", line: line)
    }
  }

  func testEveryStepEqualsScikitLearn() throws {
    let golden = try PreparationTests.goldens()
    let (train, test) = (golden.train.table.asTrainingRows(), golden.test.table)
    for (strategy, fill) in [
      ("mean", Imputer.Fill.mean), ("median", .median), ("most_frequent", .mostFrequent),
    ] {
      let prepared = try Preparation(Imputer("amount", "count", with: fill)).fitted(to: train)
      let filled = try prepared(test)
      check(filled, "amount", golden.imputed[strategy]![0])
      check(filled, "count", golden.imputed[strategy]![1])
      XCTAssertEqual(filled.columnNames, test.columnNames)
    }
    let scaled = try Preparation(ColumnStandardizer("amount", "count")).fitted(to: train)(test)
    check(scaled, "amount", golden.standardized[0])
    check(scaled, "count", golden.standardized[1])

    let oneHot = try Preparation(OneHotEncoder("city")).fitted(to: train)(test)
    XCTAssertEqual(
      oneHot.columnNames,
      ["amount", "count"] + golden.categories.map { "city=\($0)" } + ["target"])
    for (category, column) in zip(golden.categories, golden.oneHot) {
      check(oneHot, "city=\(category)", column)
    }
    let ordinal = Preparation(OrdinalEncoder("city", unseen: .ignored))
    check(try ordinal.fitted(to: train)(test), "city", golden.ordinal[0])

    let encoder = Preparation(TargetEncoder("city", of: "target", smoothing: 4, folds: 5))
    let encoded = try encoder.fitted(to: train)
    check(encoded.train, "city", golden.targetTrain)
    check(try encoded(test.without("target")), "city", golden.targetTest)
  }

  func testOnlyTrainingRowsAreLearnedFrom() throws {
    let table = try PreparationTests.goldens().train.table
    let preparation = Preparation(Imputer("amount", with: .mean))
    XCTAssertThrowsError(try preparation.fitted(to: table)) {
      XCTAssertTrue("\($0)".contains("this table was never split"), "\($0)")
    }
    var random = Random(seed: 3)
    let parts = table.split(
      Split.random(count: table.rowCount, validation: 0.2, test: 0.2, using: &random))
    XCTAssertEqual(parts.train.part, .train)
    for (rows, part) in [(parts.validation, "validation"), (parts.test.open("a test"), "test")] {
      // Whatever is done to the rows, they stay what they are.
      for rows in [rows, rows.asTrainingRows(), rows.rows([0]).without("city").droppingMissing()] {
        XCTAssertThrowsError(try preparation.fitted(to: rows)) {
          XCTAssertTrue("\($0)".contains("these are the \(part) part"), "\($0)")
        }
      }
    }
    // Other rows change nothing of what was learned.
    let prepared = try preparation.fitted(to: parts.train)
    let numbers = parts.train["amount"].numbers.compactMap { $0 }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let test = parts.test.open("the same test again, silenced by its own seal")
    for (before, after) in zip(test["amount"].numbers, try prepared(test)["amount"].numbers) {
      XCTAssertEqual(after!, before ?? mean, accuracy: 1e-12)
    }
  }

  func testGapsAreFilledInColumnsOfEveryType() throws {
    let table = Table([
      Table.Column("n", .integers([4, nil, 4, 1])), Table.Column("x", .numbers([nil, 2, 3, nil])),
      Table.Column("t", .text(["b", nil, "a", nil])),
      Table.Column("f", .flags([true, nil, false, true])),
      Table.Column("none", .numbers([nil, nil, nil, nil])),
    ]).asTrainingRows()
    let prepared = try Preparation(
      Imputer("n", "f", with: .mostFrequent, indicating: true), Imputer("x", with: .number(-1)),
      Imputer("t", with: .mostFrequent)
    ).fitted(to: table).train
    XCTAssertEqual(prepared["n"].values, .integers([4, 4, 4, 1]))
    XCTAssertEqual(prepared["n missing"].values, .flags([false, true, false, false]))
    XCTAssertEqual(prepared["f"].values, .flags([true, true, false, true]))
    XCTAssertEqual(prepared["x"].values, .numbers([-1, 2, 3, -1]))
    // Of several the smallest.
    XCTAssertEqual(prepared["t"].values, .text(["b", "a", "a", "a"]))
    let mean = try Preparation(Imputer("n", with: .mean)).fitted(to: table).train
    XCTAssertEqual(mean["n"].values, .numbers([4, 3, 4, 1]))

    let refused: [(Preparation, String)] = [
      (
        Preparation(Imputer("t", with: .mean)),
        "Column \"t\" holds text, which has no mean and no median. Fill its gaps with the most "
          + "frequent value or with a text."
      ),
      (
        Preparation(Imputer("none", with: .median)),
        "Column \"none\" has no value in any training row, so there is nothing to fill its gaps "
          + "with. Leave the column out."
      ),
      (
        Preparation(Imputer("n", with: .text("none"))),
        "The gaps of column \"n\", which holds integers, were to be filled with text."
      ),
      (
        Preparation(OneHotEncoder("t")),
        "Row 1 of column \"t\" has no value, and an encoder needs one. Fill the gaps first, for "
          + "instance by Imputer(\"t\", with: .text(\"none\"))."
      ),
      (
        Preparation(ColumnStandardizer("t")),
        "Column \"t\" has no numbers in the training rows and cannot be standardised."
      ),
      (
        Preparation(Imputer("y", with: .mean)),
        "The table has no column \"y\". Its columns are \"n\", \"x\", \"t\", \"f\", \"none\"."
      ),
    ]
    for (preparation, sentence) in refused {
      XCTAssertThrowsError(try preparation.fitted(to: table), sentence) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  func testRareAndUnseenCategories() throws {
    let train = Table([Table.Column("c", .text(["a", "a", "b", "c", "c"]))]).asTrainingRows()
    let new = Table([Table.Column("c", .text(["a", "b", "z"]))])
    let pooled = Preparation(RareCategories("c", below: 2), OneHotEncoder("c", unseen: .refused))
    let table = try pooled.fitted(to: train)(new)
    XCTAssertEqual(table.columnNames, ["c=a", "c=c", "c=other"])
    XCTAssertEqual(table["c=other"].values, .integers([0, 1, 1]))
    let sentence =
      "Row 2 of column \"c\" says \"z\", which no training row says. Pool rare categories first, or "
      + "let the encoder ignore what it has not seen."
    for preparation in [
      Preparation(OneHotEncoder("c", unseen: .refused)), Preparation(OrdinalEncoder("c")),
    ] {
      XCTAssertThrowsError(try preparation.fitted(to: train)(new)) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
    let ordered = Preparation(OrdinalEncoder("c", order: ["c", "b", "a"]))
    XCTAssertEqual(
      try ordered.fitted(to: train).train["c"].values, .integers([2, 2, 1, 0, 0]))
    XCTAssertThrowsError(try Preparation(OrdinalEncoder("c", order: ["a"])).fitted(to: train))
  }

  /// What the out-of-fold encoding is for: a category of one row must not know its own target.
  func testATargetDoesNotEncodeItself() throws {
    let targets = (0..<20).map { Double($0 % 7) }
    let table = Table([
      Table.Column("id", .text((0..<20).map { "row \($0)" })),
      Table.Column("y", .numbers(targets)),
    ]).asTrainingRows()
    let prepared = try Preparation(TargetEncoder("id", of: "y", smoothing: 0.001, folds: 4))
      .fitted(to: table)
    let encoded = prepared.train["id"].numbers.compactMap { $0 }
    XCTAssertEqual(Set(encoded).count, 4, "each row has the mean of the other folds")
    // Applied to the training rows as if they were others, it gives the answers away.
    let leaking = try prepared(table)["id"].numbers.compactMap { $0 }
    for (leak, target) in zip(leaking, targets) { XCTAssertEqual(leak, target, accuracy: 0.01) }
  }
}
