import Files
import Foundation
import XCTest

final class DataFolderTests: XCTestCase {
  func testTheFolderIsTheOneThatWasChosen() {
    XCTAssertEqual(DataFolder.path(environment: ["LADDER_DATA": "/data", "HOME": "/h"]), "/data")
    XCTAssertEqual(
      DataFolder.path(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"]), "/c/ladder")
    XCTAssertTrue(
      DataFolder.path(environment: ["LADDER_DATA": "", "HOME": "/h"]).hasPrefix("/h/"))
  }

  func testASetThatIsNotThereSaysHowToGetIt() {
    XCTAssertThrowsError(try DataFolder.locate(.mnist, environment: ["LADDER_DATA": "/none"])) {
      XCTAssertEqual(
        "\($0)",
        "/none/mnist/train-images-idx3-ubyte.gz: the data set mnist is not on this machine. "
          + "./build.sh data mnist gets it. Or set LADDER_DATA to the folder that holds mnist.")
    }
    XCTAssertFalse(DataFolder.has(.cifar10, environment: ["LADDER_DATA": "/none"]))
  }

  func testPublishedSetsAreWellFormed() {
    for set in PublishedSet.all {
      XCTAssertGreaterThan(set.mirrors.count, 1)
      for file in set.files {
        XCTAssertEqual(file.sha256.count, 64)
        XCTAssertTrue(file.sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
      }
      for mirror in set.mirrors { XCTAssertNotNil(URL(string: mirror + "/" + set.files[0].name)) }
    }
  }
}
