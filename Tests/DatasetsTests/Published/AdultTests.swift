import Datasets
import Files
import Foundation
import XCTest

final class AdultTests: XCTestCase {
  private func folder(with text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "adult-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try text.write(toFile: "\(path)/adult.data", atomically: true, encoding: .utf8)
    return path
  }

  func testRowsAndGaps() throws {
    let path = try folder(
      with: """
        39, State-gov, 77516, Bachelors, 13, Never-married, Adm-clerical, Not-in-family, White, Male, 2174, 0, 40, United-States, <=50K
        52, ?, 209642, HS-grad, 9, Married-civ-spouse, ?, Husband, White, Male, 0, 0, 45, ?, >50K


        """)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let people = try Adult.table(from: path)
    XCTAssertEqual(people.rowCount, 2)
    XCTAssertEqual(people.columnNames, Adult.columnNames)
    XCTAssertEqual(people["age"].numbers, [39, 52])
    XCTAssertEqual(people["workclass"].text, ["State-gov", nil])
    XCTAssertEqual(people["income"].text, ["<=50K", ">50K"])
  }

  func testARowThatIsTooShortIsRefused() throws {
    let path = try folder(with: "39, State-gov, 77516\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    XCTAssertThrowsError(try Adult.table(from: path)) {
      XCTAssertTrue("\($0)".contains("adult.data"), "\($0)")
    }
  }

  func testTheWholeSet() throws {
    try XCTSkipUnless(DataFolder.has(.adult), "needs ./build.sh data adult")
    let people = try Adult.table()
    XCTAssertEqual(people.rowCount, 32_561)
    XCTAssertEqual(people["occupation"].missingCount, 1_843)
    XCTAssertEqual(people["income"].text.count { $0 == ">50K" }, 7_841)
  }
}
