import Datasets
import Foundation
import Tensors
import TestSupport
import XCTest

final class StandardizerTests: XCTestCase {
  func testMeansAndDeviationsEqualScikitLearns() throws {
    let golden = try JSONSerialization.jsonObject(with: Golden.data("datasets.json"))
    for (name, features) in [
      ("iris", try Iris.load().features), ("wine", try Wine.load().features),
      ("breast-cancer", try BreastCancer.load().features),
      ("digits", try Digits.load().features), ("diabetes", try Diabetes.load().features),
    ] {
      let facts = try XCTUnwrap((golden as? [String: Any])?[name] as? [String: Any])
      let standardize = Standardizer(fittedTo: features)
      for (ours, key) in [(standardize.mean, "mean"), (standardize.deviation, "scale")] {
        let theirs = try XCTUnwrap(facts[key] as? [Double])
        XCTAssertEqual(ours.count, theirs.count)
        for (ours, theirs) in zip(ours, theirs) {
          XCTAssertEqual(Double(ours), theirs, accuracy: abs(theirs) * 1e-6, "\(name) \(key)")
        }
      }
    }
  }

  func testTheTrainingPartGetsMeanZeroAndDeviationOne() throws {
    let wine = try Wine.load()
    let standardize = Standardizer(fittedTo: wine)
    let again = Standardizer(fittedTo: standardize(wine))
    XCTAssertTrue(again.mean.allSatisfy { abs($0) < 1e-5 })
    XCTAssertTrue(again.deviation.allSatisfy { abs($0 - 1) < 1e-5 })
    XCTAssertEqual(standardize(wine).labels, wine.labels)
    let back = standardize.restored(standardize(wine.features))
    for (a, b) in zip(back.scalars, wine.features.scalars) {
      XCTAssertEqual(a, b, accuracy: abs(b) * 1e-5 + 1e-5)
    }
  }

  func testConstantFeaturesBecomeZero() {
    let features = Tensor(shape: [3, 2], scalars: [0.1, 1, 0.1, 2, 0.1, 3])
    let standardize = Standardizer(fittedTo: features)
    XCTAssertEqual(standardize.deviation[0], 1)
    XCTAssertEqual(standardize(features).scalars[0], 0)
    XCTAssertEqual(standardize(features).scalars[2], 0)
  }

  func testMisuseIsASentence() {
    XCTAssertThrowsError(try Standardizer(checking: Tensor(shape: [0, 2], scalars: []))) {
      XCTAssertEqual(
        "\($0)",
        "Standardising needs features of shape [count, features] with at least one row, and these "
          + "have the shape [0, 2].")
    }
    let standardize = Standardizer(fittedTo: Tensor(shape: [2, 2], scalars: [1, 2, 3, 4]))
    XCTAssertThrowsError(try standardize.checked(Tensor(shape: [1, 3], scalars: [1, 2, 3]))) {
      XCTAssertEqual(
        "\($0)", "The standardizer was fitted to 2 features, and these have the shape [1, 3].")
    }
  }
}
