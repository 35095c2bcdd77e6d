import Classical
import Tensors
import TestSupport
import XCTest

/// Support vector machines, with kernels and without.
final class MachineTests: XCTestCase {
  let kernels: [(String, Kernel, Float)] = [
    ("linear", .linear, 1), ("gaussian", .gaussian(gamma: 0.3), 10),
    ("polynomial", .polynomial(degree: 3, gamma: 0.2, constant: 1), 2),
  ]

  func testKernels() throws {
    let golden = try ClassifierGolden.load()
    let (fresh, rows) = (Tensor(golden.fresh)[0..<3], Tensor(golden.rows)[0..<5])
    for (name, kernel, _) in kernels where name != "linear" {
      expectClose(
        kernel(fresh, rows), Tensor(golden.kernels[name]!), relative: 1e-4, absolute: 1e-5, name)
    }
    expectClose(Kernel.linear(fresh, rows), fresh.matmul(rows, transposeRight: true))
  }

  func testValuesOfScikitLearn() throws {
    let golden = try ClassifierGolden.load()
    for (name, kernel, slack) in kernels {
      let wanted = golden.machines[name]!
      let model = try KernelMachine(
        fittedTo: Tensor(golden.rows), labels: golden.labels, kernel: kernel, slack: slack,
        tolerance: 1e-5)
      XCTAssertEqual(model.supports, wanted.supports, name)
      let fresh = Tensor(golden.fresh)
      expectClose(
        model.decisions(of: fresh), Tensor(wanted.decisions), relative: 2e-3, absolute: 2e-3, name)
      XCTAssertEqual(model.classes(of: fresh), wanted.answers, name)
      expectRowByRow(model, fresh)
      try expectStored(model)
    }
  }

  /// Three points whose widest margin can be found with a pencil: from (0, 0) and (0, 2) to (2, 1).
  func testThePencilsMargin() throws {
    let rows = Tensor([[0, 0], [0, 2], [2, 1]])
    let model = try KernelMachine(
      fittedTo: rows, labels: [0, 0, 1], kernel: .linear, slack: 100, tolerance: 1e-6)
    // The border stands upright half way, and the margin is 1 to either side.
    expectClose(
      model.decisions(of: Tensor([[1, 5], [0, -3], [2, 7]])).flattened(), Tensor([0, 1, -1]),
      absolute: 1e-4)
  }

  /// The conditions of the optimum, for every row of two classes that overlap.
  func testConditionsOfTheOptimum() throws {
    let golden = try ClassifierGolden.load()
    let rows = Tensor(golden.rows)
    let labels = golden.labels.map { min($0, 1) }
    let slack: Float = 3
    let model = try KernelMachine(
      fittedTo: rows, labels: labels, kernel: .gaussian(gamma: 0.1), slack: slack, tolerance: 1e-4)
    var weights = [Float](repeating: 0, count: labels.count)
    for (rank, place) in model.supports.enumerated() { weights[place] = model.weights[rank, 0] }
    XCTAssertEqual(weights.reduce(0, +), 0, accuracy: 1e-4)
    for (row, decision) in model.decisions(of: rows).scalars.enumerated() {
      let sign: Float = labels[row] == 0 ? 1 : -1
      let (dual, margin) = (weights[row] * sign, sign * decision)
      XCTAssertGreaterThanOrEqual(dual, 0)
      XCTAssertLessThanOrEqual(dual, slack * 1.0001)
      if dual == 0 {
        XCTAssertGreaterThan(margin, 1 - 2e-3)
      } else if dual < slack * 0.9999 {
        XCTAssertEqual(margin, 1, accuracy: 2e-3)
      } else {
        XCTAssertLessThan(margin, 1 + 2e-3)
      }
    }
  }

  func testTheLinearMachine() throws {
    let golden = try ClassifierGolden.load()
    let model = try LinearMachine(
      fittedTo: Tensor(golden.rows), labels: golden.labels, slack: 0.5, tolerance: 1e-4,
      limit: 20_000)
    XCTAssertTrue(model.hasSettled)
    expectClose(model.weights, Tensor(golden.margin.weights), relative: 5e-3, absolute: 5e-3)
    expectClose(model.bias, Tensor(golden.margin.bias), relative: 5e-3, absolute: 5e-3)
    expectRowByRow(model, Tensor(golden.fresh))
    try expectStored(model)
  }

  func testTheSameOnThreads() throws {
    let golden = try ClassifierGolden.load()
    let (rows, labels) = (Tensor(golden.rows), golden.labels)
    try expectSameOnThreads {
      try KernelMachine(fittedTo: rows, labels: labels, kernel: .gaussian(gamma: 0.2))
    }
    try expectSameOnThreads { try LinearMachine(fittedTo: rows, labels: labels) }
  }

  func testMistakesAreSentences() throws {
    let rows = Tensor([[0, 1], [2, 1]])
    expectSentence(
      "The slack and the tolerance of a kernel machine are above 0, and 0.0 and 0.001 were given.",
      try KernelMachine(fittedTo: rows, labels: [0, 1], kernel: .linear, slack: 0))
    expectSentence(
      "A kernel needs a gamma above 0, and a polynomial one a degree from 1 to 100, and this is "
        + "gaussian(gamma: -1.0).",
      try KernelMachine(fittedTo: rows, labels: [0, 1], kernel: .gaussian(gamma: -1)))
    XCTAssertThrowsError(
      try KernelMachine(
        fittedTo: rows, labels: [0, 1], kernel: .polynomial(degree: 101, gamma: 1, constant: 0)))
    expectSentence(
      "A kernel machine describes each class by its own rows and needs at least 1 of each, and class "
        + "1 has 0.",
      try KernelMachine(fittedTo: rows, labels: [0, 2], kernel: .linear))
    expectSentence(
      "A linear machine tells at least two classes apart, and was given one.",
      try LinearMachine(fittedTo: rows, labels: [0, 0]))
  }
}
