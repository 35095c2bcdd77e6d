import XCTest

import Plotting

final class PlottingTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
