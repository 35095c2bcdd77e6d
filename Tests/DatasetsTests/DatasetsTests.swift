import XCTest

import Datasets

final class DatasetsTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
