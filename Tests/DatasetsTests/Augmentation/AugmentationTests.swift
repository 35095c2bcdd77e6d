import Datasets
import Foundation
import Tensors
import TestSupport
import XCTest

final class AugmentationTests: XCTestCase {
  /// Two images of 3 by 4 pixels with two channels; no scalar is 0 and none appears twice.
  let images = Tensor(shape: [2, 3, 4, 2], scalars: (1...48).map { Float($0) })

  func pixel(_ tensor: Tensor, _ image: Int, _ row: Int, _ column: Int, _ channel: Int) -> Float {
    let shape = tensor.shape
    return tensor.scalars[
      ((image * shape[1] + row) * shape[2] + column) * shape[3] + channel]
  }

  func testShiftingMovesEveryPixelAndFillsWithZero() {
    for (down, right) in [(0, 0), (1, 0), (-1, 2), (2, -3), (5, 0), (0, -4), (-3, 1)] {
      let shifted = images.shifted(down: down, right: right)
      for image in 0..<2 {
        for row in 0..<3 {
          for column in 0..<4 {
            let (fromRow, fromColumn) = (row - down, column - right)
            let inside = (0..<3).contains(fromRow) && (0..<4).contains(fromColumn)
            for channel in 0..<2 {
              XCTAssertEqual(
                pixel(shifted, image, row, column, channel),
                inside ? pixel(images, image, fromRow, fromColumn, channel) : 0,
                "\(down) \(right) at \(image) \(row) \(column)")
            }
          }
        }
      }
    }
  }

  func testRandomShiftsReachEveryOffsetAndNoOther() {
    var random = Random(seed: 1)
    let image = images.one(0)
    let all = Set(
      (-1...1).flatMap { down in
        (-1...1).map { right in image.shifted(down: down, right: right).scalars }
      })
    let seen = Set(
      (0..<300).map { _ in image.randomlyShifted(upTo: 1, using: &random).scalars })
    XCTAssertEqual(seen, all)
  }

  func testFlippingMirrorsAndTwiceIsNothing() {
    var random = Random(seed: 2)
    let flipped = images.randomlyFlipped(probability: 1, using: &random)
    XCTAssertEqual(pixel(flipped, 1, 2, 0, 1), pixel(images, 1, 2, 3, 1))
    XCTAssertEqual(flipped.randomlyFlipped(probability: 1, using: &random), images)
    XCTAssertEqual(images.randomlyFlipped(probability: 0, using: &random), images)
    let many = Tensor(shape: [1000, 1, 2, 1], scalars: (0..<1000).flatMap { _ in [1, 2] })
    let share = many.randomlyFlipped(using: &random).scalars.enumerated()
      .count { $0.offset % 2 == 0 && $0.element == 2 }
    XCTAssertEqual(Double(share), 500, accuracy: 60)
  }

  func testCropsAreWindowsOfTheImage() {
    var random = Random(seed: 3)
    var places: Set<Float> = []
    for _ in 0..<200 {
      let crop = images.randomlyCropped(height: 2, width: 3, using: &random)
      XCTAssertEqual(crop.shape, [2, 2, 3, 2])
      let first = pixel(crop, 0, 0, 0, 0)
      places.insert(first)
      XCTAssertEqual(pixel(crop, 0, 1, 2, 1), first + 8 + 4 + 1)
    }
    XCTAssertEqual(places, [1, 3, 9, 11])
    XCTAssertEqual(images.randomlyCropped(height: 3, width: 4, using: &random), images)
  }

  func testCutoutsEraseASquareThatMayHangOverTheBorder() {
    var random = Random(seed: 4)
    var sizes: Set<Int> = []
    for _ in 0..<300 {
      let cut = images.one(0).withCutouts(of: 2, using: &random)
      sizes.insert(cut.scalars.count { $0 == 0 })
      for (before, after) in zip(images.scalars, cut.scalars) {
        XCTAssertTrue(after == 0 || after == before)
      }
    }
    XCTAssertEqual(sizes, [2, 4, 8])
    XCTAssertEqual(
      images.withCutouts(of: 9, value: -1, using: &random).scalars.count { $0 == -1 }, 48)
  }

  func testQuarterTurnsAreExact() {
    let square = Tensor(shape: [1, 3, 3, 1], scalars: (1...9).map { Float($0) })
    XCTAssertEqual(square.rotated(by: [90]).scalars, [3, 6, 9, 2, 5, 8, 1, 4, 7])
    XCTAssertEqual(square.rotated(by: [180]).scalars, [9, 8, 7, 6, 5, 4, 3, 2, 1])
    XCTAssertEqual(square.rotated(by: [-90]).scalars, [7, 4, 1, 8, 5, 2, 9, 6, 3])
    XCTAssertEqual(square.rotated(by: [0]), square)
  }

  func testRotationsEqualSciPys() throws {
    struct Case: Decodable {
      let angle: Double
      let values: [Float]
    }
    let golden = try JSONSerialization.jsonObject(with: Golden.data("datasets.json"))
    let cases = try JSONDecoder().decode(
      [Case].self,
      from: JSONSerialization.data(
        withJSONObject: XCTUnwrap((golden as? [String: Any])?["rotations"])))
    XCTAssertEqual(cases.count, 4)
    let digit = try Digits.load().rows([0]).images
    for one in cases {
      for (ours, theirs) in zip(digit.rotated(by: [one.angle]).scalars, one.values) {
        XCTAssertEqual(ours, theirs, accuracy: 1e-4, "\(one.angle)")
      }
    }
  }

  func testNoiseHasTheDeviationAskedFor() {
    var random = Random(seed: 5)
    let noise = Tensor.zeros([10, 10, 10, 10]).withNoise(deviation: 0.5, using: &random)
    XCTAssertEqual(noise.variance().scalars[0], 0.25, accuracy: 0.02)
  }

  func testTheSameSeedGivesTheSameImages() {
    func augmented(_ seed: UInt64) -> Tensor {
      var random = Random(seed: seed)
      return images.randomlyShifted(upTo: 1, using: &random).randomlyFlipped(using: &random)
        .withCutouts(of: 2, using: &random).randomlyRotated(upTo: 15, using: &random)
        .withNoise(deviation: 0.1, using: &random)
    }
    XCTAssertEqual(augmented(9), augmented(9))
    XCTAssertNotEqual(augmented(9), augmented(10))
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(
      try ImageBatch(
        Tensor(shape: [4, 4], scalars: .init(repeating: 0, count: 16)), for: "Shifting")
    ) {
      XCTAssertEqual(
        "\($0)",
        "Shifting needs images of shape [count, height, width, channels], and these have the shape "
          + "[4, 4].")
    }
    XCTAssertThrowsError(try images.checkedForCropping(height: 4, width: 2)) {
      XCTAssertEqual("\($0)", "A window of 4 by 2 does not fit into images of 3 by 4.")
    }
  }
}

extension Tensor {
  /// One image as a batch of one.
  fileprivate func one(_ image: Int) -> Tensor {
    let stride = shape[1...].reduce(1, *)
    return Tensor(
      shape: [1] + shape[1...], scalars: Array(scalars[(image * stride)..<((image + 1) * stride)]))
  }
}
