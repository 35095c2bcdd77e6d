import XCTest

import Literate

final class LiterateTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
