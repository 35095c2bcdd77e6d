import Building
import Foundation
import XCTest

final class LockTests: XCTestCase {
  private let folder = TemporaryFolder()

  func testTheSecondWaitsAndSaysSo() throws {
    let path = folder["work/lock"]
    var first: Lock? = try Lock(at: path) { _ in XCTFail("nobody holds it") }
    XCTAssertNotNil(first)
    var told: [String?] = []
    let second = try Lock(at: path) { holder in
      told.append(holder)
      first = nil
    }
    withExtendedLifetime(second) {}
    XCTAssertEqual(told, ["\(getpid())"])
  }

  func testALockLeftByAKilledProcessIsFree() throws {
    // What a killed build leaves: the file, with its number in it, held by nobody.
    try folder.write("12345", to: "lock")
    let lock = try Lock(at: folder["lock"]) { _ in XCTFail("a dead process holds nothing") }
    withExtendedLifetime(lock) {}
    XCTAssertEqual(folder.text("lock"), "\(getpid())")
  }

  func testTheFileMayBeTakenAwayWhileWeWait() throws {
    let path = folder["lock"]
    var first: Lock? = try Lock(at: path) { _ in }
    XCTAssertNotNil(first)
    let second = try Lock(at: path) { _ in
      unlink(path)
      first = nil
    }
    XCTAssertEqual(folder.text("lock"), "\(getpid())")
    withExtendedLifetime(second) {}
  }

  func testAPlaceThatCannotBeWritten() {
    XCTAssertThrowsError(try Lock(at: "/proc/lock") { _ in }) { error in
      XCTAssertTrue("\(error)".contains("cannot be written"), "\(error)")
    }
  }
}
