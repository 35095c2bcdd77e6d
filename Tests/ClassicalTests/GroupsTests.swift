import Classical
import Tensors
import TestSupport
import XCTest

/// k-means and mixtures.
final class GroupsTests: XCTestCase {
  func testKMeansOfScikitLearn() throws {
    let golden = try ClassifierGolden.load()
    let rows = Tensor(golden.rows)
    let model = try KMeans(fittedTo: rows, from: rows[0..<3], limit: 100, tolerance: 0)
    expectClose(model.centres, Tensor(golden.groups.centres), relative: 1e-4, absolute: 1e-4)
    XCTAssertEqual(model.sumOfSquares, golden.groups.sumOfSquares, accuracy: 0.01)
    XCTAssertEqual(model.groups(of: rows), golden.groups.places)
    try expectStored(model)
  }

  func testTheSumNeverRises() throws {
    var random = Random(seed: 3)
    let rows = Tensor.normal([500, 4], using: &random)
    let model = try KMeans(fittedTo: rows, groups: 12, tolerance: 0, using: &random)
    for (before, after) in zip(model.history, model.history.dropFirst()) {
      XCTAssertLessThanOrEqual(after, before * (1 + 1e-6))
    }
    let distances = model.squaredDistances(of: rows)
    XCTAssertEqual(
      Double(distances.minimum(axes: [1]).sum().scalar), model.sumOfSquares, accuracy: 0.01)
  }

  /// Two centres at one place: one of them loses all its rows and begins anew.
  func testAnEmptyGroupBeginsAnew() throws {
    let rows = Tensor([[0, 0], [0, 1], [10, 0], [10, 1]])
    let model = try KMeans(fittedTo: rows, from: Tensor([[0, 0], [0, 0]]))
    XCTAssertEqual(Set(model.groups(of: rows)).count, 2)
    XCTAssertEqual(model.sumOfSquares, 1, accuracy: 1e-5)
  }

  func testAsManyGroupsAsRowsAndRowsThatAreAllTheSame() throws {
    var random = Random(seed: 5)
    let rows = Tensor([[1, 2], [3, 4], [5, 6]])
    XCTAssertEqual(
      try KMeans(fittedTo: rows, groups: 3, using: &random).sumOfSquares, 0, accuracy: 1e-6)
    let same = Tensor.ones([5, 2])
    XCTAssertEqual(try KMeans(fittedTo: same, groups: 3, using: &random).sumOfSquares, 0)
  }

  func testMixturesOfScikitLearn() throws {
    let golden = try ClassifierGolden.load()
    let rows = Tensor(golden.rows)
    let start = Tensor.oneHot(golden.labels, classes: 3)
    for (name, shape) in [
      ("full", GaussianMixture.Shape.full), ("diagonal", .diagonal), ("round", .round),
    ] {
      let wanted = golden.mixtures[name]!
      let model = try GaussianMixture(
        fittedTo: rows, from: start, shape: shape, limit: 40, tolerance: -1)
      expectClose(model.shares, Tensor(wanted.shares), relative: 1e-2, absolute: 1e-3, name)
      expectClose(
        Tensor.stacked(model.densities.map(\.mean)), Tensor(wanted.means), relative: 1e-2,
        absolute: 1e-2, name)
      expectClose(
        model.logDensity(of: Tensor(golden.fresh)), Tensor(wanted.scores), relative: 1e-2,
        absolute: 1e-2, name)
      XCTAssertEqual(model.informationCriterion(of: rows), wanted.criterion, accuracy: 0.1, name)
      try expectStored(model)
    }
  }

  func testTheLikelihoodNeverFalls() throws {
    var random = Random(seed: 8)
    let rows = Tensor.concatenated(
      [Tensor.normal([150, 3], using: &random), 3 + 2 * Tensor.normal([150, 3], using: &random)])
    for shape in [GaussianMixture.Shape.full, .diagonal, .round] {
      let model = try GaussianMixture(
        fittedTo: rows, parts: 4, shape: shape, limit: 60, tolerance: -1, using: &random)
      XCTAssertEqual(model.history.count, 61)
      for (before, after) in zip(model.history, model.history.dropFirst()) {
        XCTAssertGreaterThanOrEqual(after, before - 2e-5, "\(shape)")
      }
    }
  }

  func testTheSameOnThreads() throws {
    let rows = Tensor(try ClassifierGolden.load().rows)
    try expectSameOnThreads {
      var random = Random(seed: 1)
      return try KMeans(fittedTo: rows, groups: 4, starts: 3, using: &random)
    }
    // Enough rows for several pieces.
    var random = Random(seed: 9)
    let many = Tensor.normal([5_000, 3], using: &random)
    try expectSameOnThreads { try KMeans(fittedTo: many, from: many[0..<5], limit: 9) }
    try expectSameOnThreads {
      var random = Random(seed: 1)
      return try GaussianMixture(fittedTo: rows, parts: 3, using: &random)
    }
  }

  func testMistakesAreSentences() throws {
    var random = Random(seed: 1)
    expectSentence(
      "k-means makes 1 to 2 groups of 2 rows, and 3 were asked for.",
      try KMeans(fittedTo: Tensor([[0, 1], [2, 1]]), groups: 3, using: &random))
    expectSentence(
      "A mixture of 2 rows begins at responsibilities [2, parts], and these have the shape [1, 2].",
      try GaussianMixture(fittedTo: Tensor([[0, 1], [2, 1]]), from: Tensor([[0.5, 0.5]])))
    expectSentence(
      "The responsibilities for a row are 0 or more and add up to 1, and not all of these do.",
      try GaussianMixture(
        fittedTo: Tensor([[0, 1], [2, 1]]), from: Tensor([[0.5, 0.5], [0.5, 0.6]])))
    expectSentence(
      "A mixture makes 1 to 2 groups of 2 rows, and 3 were asked for.",
      try GaussianMixture(fittedTo: Tensor([[0, 1], [2, 1]]), parts: 3, using: &random))
    expectSentence(
      "A mixture takes a ridge from 0 up and at least one start and one step, and -1.0, 1 and 200 "
        + "were given.",
      try GaussianMixture(
        fittedTo: Tensor([[0, 1], [2, 1]]), parts: 2, ridge: -1, using: &random))
    expectSentence(
      "k-means was fitted to 2 columns and takes rows of shape [n, 2], and these have the shape "
        + "[1, 3].",
      try KMeans(fittedTo: Tensor([[0, 1], [2, 1]]), from: Tensor([[0, 1, 2]])))
    expectSentence(
      "k-means needs at least one start and one step, and 0 and 300 were given.",
      try KMeans(fittedTo: Tensor([[0, 1], [2, 1]]), groups: 1, starts: 0, using: &random))
    expectSentence(
      "A density needs variance in every direction, and column 1 follows from those before it.",
      try NormalDensity(mean: Tensor([0, 0]), covariance: Tensor([[1, 1], [1, 1.0000001]])))
  }
}
