import XCTest

import Autograd

final class AutogradTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
