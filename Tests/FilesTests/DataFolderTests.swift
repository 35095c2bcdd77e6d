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
      XCTAssertFalse(set.mirrors.isEmpty)
      for file in set.files {
        for sum in [file.sha256] + file.members.map(\.sha256) {
          XCTAssertEqual(sum.count, 64)
          XCTAssertTrue(sum.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        }
        for mirror in set.mirrors {
          XCTAssertEqual(
            URL(string: "\(mirror)/\(file.address)")?.absoluteString, "\(mirror)/\(file.address)")
        }
      }
      XCTAssertEqual(set.origin.last, ".")
    }
    XCTAssertEqual(Set(PublishedSet.all.map(\.name)).count, PublishedSet.all.count)
    XCTAssertEqual(Set(PublishedSet.all.map(\.folder)).count, PublishedSet.all.count)
  }

  func testSetsThatAreHereAreWhatWasPublished() throws {
    let here = PublishedSet.all.filter { DataFolder.has($0) }
    let missing = PublishedSet.all.filter { !here.contains($0) }.map(\.name)
    for set in here {
      let folder = try DataFolder.locate(set)
      for file in set.finalFiles {
        let path = "\(folder)/\(file.name)"
        // An unpacked copy serves as well, and has no published checksum.
        guard FileManager.default.fileExists(atPath: path) else { continue }
        XCTAssertEqual(try SHA256.hexadecimal(ofFile: path), file.sha256, path)
      }
    }
    if !missing.isEmpty {
      throw XCTSkip(
        "Not on this machine: \(missing.joined(separator: ", ")). ./build.sh data NAME gets one, or "
          + "LADDER_DATA names the folder of all.")
    }
  }
}
