import Datasets
import Files
import Foundation
import Tensors
import XCTest

final class IDXTests: XCTestCase {
  /// The numbers 1, -2 (254 where there is no sign) and 3 in each type.
  static let elements: [(bytes: [UInt8], values: [Float])] = [
    ([0, 0, 8, 1, 0, 0, 0, 3, 1, 254, 3], [1, 254, 3]),
    ([0, 0, 9, 1, 0, 0, 0, 3, 1, 254, 3], [1, -2, 3]),
    ([0, 0, 0x0B, 1, 0, 0, 0, 3, 0, 1, 255, 254, 0, 3], [1, -2, 3]),
    ([0, 0, 0x0C, 1, 0, 0, 0, 3, 0, 0, 0, 1, 255, 255, 255, 254, 0, 0, 0, 3], [1, -2, 3]),
    ([0, 0, 0x0D, 1, 0, 0, 0, 3] + bytes([1, -2, 3] as [Float]), [1, -2, 3]),
    ([0, 0, 0x0E, 1, 0, 0, 0, 3] + bytes([1, -2, 3] as [Double]), [1, -2, 3]),
  ]

  /// Two images of 2 by 3 pixels.
  static let images: [UInt8] =
    [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3] + (0..<12).map { UInt8($0 * 20) }

  private static func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (24 - 8 * $0)) }
    }
  }

  private static func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (56 - 8 * $0)) }
    }
  }

  func testEveryTypeIsRead() throws {
    for (bytes, values) in IDXTests.elements {
      let array = try IDX(bytes, path: "x")
      XCTAssertEqual(try array.tensor(), Tensor(shape: [3], scalars: values), "\(array.element)")
      XCTAssertEqual(try array.tensor(dividedBy: 2).scalars, values.map { $0 / 2 })
    }
  }

  func testAxesMayBeEmptyOrNone() throws {
    XCTAssertEqual(try IDX([0, 0, 8, 1, 0, 0, 0, 0], path: "x").tensor().shape, [0])
    XCTAssertEqual(try IDX([0, 0, 8, 0, 7], path: "x").tensor(), Tensor(shape: [], scalars: [7]))
  }

  func testImagesAndLabelsMakeASet() throws {
    let folder = NSTemporaryDirectory() + "ladder-idx-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9]
    for part in ["train", "t10k"] {
      try FileBytes.write(IDXTests.images, to: "\(folder)/\(part)-images-idx3-ubyte")
      try FileBytes.write(labels, to: "\(folder)/\(part)-labels-idx1-ubyte")
    }
    let (train, test) = try MNIST.load(from: folder)
    XCTAssertEqual(train.labels, [7, 9])
    XCTAssertEqual(train.images.shape, [2, 2, 3, 1])
    XCTAssertEqual(train.features.scalars[11], 220 / 255, accuracy: 1e-7)
    XCTAssertEqual(test.open("a test"), train)

    try FileBytes.write(Array(labels[..<7]) + [3, 1, 2, 3], to: "\(folder)/t10k-labels-idx1-ubyte")
    XCTAssertThrowsError(try MNIST.load(from: folder)) {
      XCTAssertEqual(
        "\($0)",
        "\(folder)/t10k-labels-idx1-ubyte: there are 3 labels for 2 images in "
          + "\(folder)/t10k-images-idx3-ubyte. The two files belong to different sets.")
    }
    try FileBytes.write(IDXTests.images, to: "\(folder)/t10k-labels-idx1-ubyte")
    XCTAssertThrowsError(try MNIST.load(from: folder)) {
      XCTAssertEqual(
        "\($0)",
        "\(folder)/t10k-labels-idx1-ubyte: expected labels, one byte each, found unsignedByte "
          + "values in the shape [2, 2, 3]. Labels and images may have been mixed up.")
    }
  }

  func testDamagedFilesAreRefused() {
    let cases: [([UInt8], String)] = [
      (
        [0, 0],
        "x, byte 0: expected 4 bytes for the magic number of an IDX file, found 2. The file "
          + "is incomplete; get it again."
      ),
      (
        [1, 0, 8, 1],
        "x, byte 0: expected an IDX file, which begins with two zeros and a type from "
          + "8 to 14, found 1 0 8 1."
      ),
      (
        [0, 0, 0x0A, 1],
        "x, byte 0: expected an IDX file, which begins with two zeros and a type "
          + "from 8 to 14, found 0 0 10 1."
      ),
      (
        [0, 0, 8, 2, 0, 0, 0, 1, 0, 0],
        "x, byte 8: expected 4 bytes for the length of axis 1, found "
          + "2. The file is incomplete; get it again."
      ),
      (
        [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12),
        "x, byte 8: the lengths [4294967295, 4294967295] are impossible. The header is "
          + "damaged."
      ),
      (
        // No number at all, and rows of 2⁶⁴ pixels.
        [0, 0, 8, 3, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8),
        "x, byte 12: the lengths [0, 4294967295, 4294967295] are impossible. The header is damaged."
      ),
      (
        [0, 0, 8, 65] + [UInt8](repeating: 0, count: 260),
        "x, byte 260: the lengths \([Int](repeating: 0, count: 65)) are impossible. The header is "
          + "damaged."
      ),
      (
        [0, 0, 0x0D, 1, 0x7F, 255, 255, 255, 1, 2, 3, 4],
        "x, byte 8: the header promises 2147483647 values of 4 bytes in the shape [2147483647], and "
          + "4 bytes follow. The file is incomplete, or it is two files in one; get it again."
      ),
      (
        [0, 0, 8, 1, 0, 0, 0, 1, 5, 6],
        "x, byte 8: the header promises 1 values of 1 bytes in the shape [1], and 2 bytes follow. "
          + "The file is incomplete, or it is two files in one; get it again."
      ),
    ]
    for (bytes, sentence) in cases {
      XCTAssertThrowsError(try IDX(bytes, path: "x")) { XCTAssertEqual("\($0)", sentence) }
    }
    XCTAssertThrowsError(try IDX([0, 0, 8, 1, 0, 0, 0, 2, 1, 10], path: "x").labels(classes: 10)) {
      XCTAssertEqual("\($0)", "x, byte 9: label 1 is 10, and there are 10 classes.")
    }
  }

  func testNumbersThatNoTensorHoldsAreRefused() throws {
    let whole: [UInt8] = [0, 0, 0x0C, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 1]
    XCTAssertThrowsError(try IDX(whole, path: "x").tensor(dividedBy: 255)) {
      XCTAssertEqual(
        "\($0)",
        "x, byte 12: a tensor holds single precision, which does not have the whole number found "
          + "here. Whole numbers up to 16,777,216 can be read; store larger ones in another way.")
    }
    XCTAssertEqual(
      try IDX(Array(whole[..<15]) + [0], path: "x").tensor().scalars, [16_777_216, 16_777_216])
    let large = [0, 0, 0x0E, 1, 0, 0, 0, 2] + IDXTests.bytes([.infinity, 1e39] as [Double])
    XCTAssertThrowsError(try IDX(large, path: "x").tensor()) {
      XCTAssertEqual(
        "\($0)",
        "x, byte 16: a tensor holds single precision, which ends at 3.4e38, before the number found "
          + "here. Divide the numbers by a constant before saving them.")
    }
  }

  func testMNISTWhereItIsToBeHad() throws {
    guard DataFolder.has(.mnist) else {
      throw XCTSkip("MNIST is not on this machine; ./build.sh data mnist gets it")
    }
    let (train, sealed) = try MNIST.load()
    let test = sealed.open("a test of the reader")
    XCTAssertEqual(
      train.classCounts, [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    XCTAssertEqual(test.classCounts, [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    XCTAssertEqual(train.images.shape, [60_000, 28, 28, 1])
    let mean = train.features.scalars.reduce(0.0) { $0 + Double($1) } / Double(60_000 * 784)
    XCTAssertEqual(mean, 0.1306604762738429, accuracy: 1e-6)
  }
}
