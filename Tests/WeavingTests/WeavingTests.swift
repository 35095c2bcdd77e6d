import XCTest

import Weaving

final class WeavingTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
