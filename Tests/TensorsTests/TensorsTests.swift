import XCTest

import Tensors

final class TensorsTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
