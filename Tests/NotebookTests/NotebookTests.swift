import XCTest

import Notebook

final class NotebookTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
