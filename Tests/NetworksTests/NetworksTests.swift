import XCTest

import Networks

final class NetworksTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
