import Datasets
import Files
import Foundation
import XCTest

final class CIFAR10Tests: XCTestCase {
  /// A record whose red plane is all 51, green counts and blue is 255.
  private func record(_ label: UInt8) -> [UInt8] {
    [label] + [UInt8](repeating: 51, count: 1024)
      + (0..<1024).map { UInt8(truncatingIfNeeded: $0) } + [UInt8](repeating: 255, count: 1024)
  }

  func testPlanesBecomePixels() throws {
    let set = try CIFAR10.parse(record(3) + record(9), path: "x")
    XCTAssertEqual(set.labels, [3, 9])
    XCTAssertEqual(set.images.shape, [2, 32, 32, 3])
    XCTAssertEqual(Array(set.features.scalars[..<6]), [0.2, 0, 1, 0.2, 1 / 255, 1])
    XCTAssertEqual(set.features.scalars[3 * 255 + 1], 1)
  }

  func testTheSixFilesMakeASet() throws {
    let folder = NSTemporaryDirectory() + "ladder-cifar-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for number in 1...5 {
      try FileBytes.write(record(UInt8(number)), to: "\(folder)/data_batch_\(number).bin")
    }
    try FileBytes.write(record(0), to: "\(folder)/test_batch.bin")
    let (train, test) = try CIFAR10.load(from: folder)
    XCTAssertEqual(train.labels, [1, 2, 3, 4, 5])
    XCTAssertEqual(test.open("a test").labels, [0])
    XCTAssertEqual(try CIFAR10.load(from: folder, files: 2...3).train.labels, [2, 3])
  }

  func testDamagedFilesAreRefused() {
    for (bytes, sentence) in [
      (
        Array((record(1) + record(2)).dropLast(5)),
        "x, byte 3073: expected records of 3073 bytes, found 3068 bytes after 1 of them. The file "
          + "is incomplete or no binary batch of CIFAR-10."
      ),
      (
        [],
        "x, byte 0: expected records of 3073 bytes, found 0 bytes after 0 of them. The file is "
          + "incomplete or no binary batch of CIFAR-10."
      ),
      (
        record(1) + record(10),
        "x, byte 3073: image 1 has the label 10, and there are 10 classes. This is no binary batch "
          + "of CIFAR-10; CIFAR-100 has two labels a record."
      ),
    ] {
      XCTAssertThrowsError(try CIFAR10.parse(bytes, path: "x")) {
        XCTAssertEqual("\($0)", sentence)
      }
    }
  }

  func testCIFAR10WhereItIsToBeHad() throws {
    guard DataFolder.has(.cifar10) else {
      throw XCTSkip("CIFAR-10 is not on this machine; ./build.sh data cifar-10 gets it")
    }
    let (train, test) = try CIFAR10.load(files: 1...1)
    XCTAssertEqual(train.classCounts, [1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981])
    XCTAssertEqual(test.open("a test").classCounts, [Int](repeating: 1000, count: 10))
    XCTAssertEqual(train.features.scalars[0], 59 / 255, accuracy: 1e-7)
  }
}
