import XCTest

import Trace

final class TraceTests: XCTestCase {
  func testModuleLoads() {
    XCTAssertTrue(true)
  }
}
