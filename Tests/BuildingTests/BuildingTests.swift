import XCTest

import Building

final class BuildingTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
