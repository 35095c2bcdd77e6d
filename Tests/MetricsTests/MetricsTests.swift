import XCTest

import Metrics

final class MetricsTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
