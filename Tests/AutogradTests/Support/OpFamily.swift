import Autograd
import Foundation
import TestSupport
import Tensors
import XCTest

/// A tensor as the golden files hold it.
struct StoredTensor: Decodable {
  let shape: [Int]
  let scalars: [Float]

  var tensor: Tensor { Tensor(shape: shape, scalars: scalars) }
}

/// One operation applied to some inputs, as PyTorch sees it.
struct GoldenCase: Decodable {
  let inputs: [StoredTensor]
  let weights: StoredTensor
  let result: StoredTensor
  let gradients: [StoredTensor]
}

private struct GoldenFile: Decodable {
  let families: [String: [String: GoldenCase]]
}

/// The operations of one family, under the names they have in Tests/Golden/autograd.py or a script
/// beside it, and the proofs that every one of them has to pass.
struct OpFamily {
  typealias Function = ([Variable]) -> Variable

  let name: String
  let functions: [String: Function]
  let cases: [(name: String, function: Function, golden: GoldenCase)]

  init(_ name: String, _ functions: [String: Function], in path: String = "autograd.json") {
    (self.name, self.functions) = (name, functions)
    var golden: [String: GoldenCase] = [:]
    do {
      let file = try JSONDecoder().decode(GoldenFile.self, from: Golden.data(path))
      golden = file.families[name] ?? [:]
    } catch {
      XCTFail("Tests/Golden/\(path): \(error)")
    }
    cases = golden.keys.sorted().compactMap { key in
      functions[String(key.prefix { $0 != "/" })].map { (key, $0, golden[key]!) }
    }
    XCTAssertEqual(cases.count, golden.count, "\(name): golden cases of unknown operations")
    let known = Set(golden.keys.map { String($0.prefix { $0 != "/" }) })
    XCTAssertEqual(known, Set(functions.keys), "\(name): operations without golden cases")
  }

  /// All proofs.
  func prove(tolerance: Double = 2e-3, kinks: Set<String> = [], file: StaticString = #filePath) {
    XCTAssertFalse(cases.isEmpty, "\(name): no cases", file: file, line: 1)
    for (name, function, golden) in cases {
      let check = CaseCheck(name: name, function: function, golden: golden, file: file)
      check.agreesWithPyTorch()
      check.gradientsOfConstantsAreLeftOut()
      check.freesTheTape()
      // Steps are lost in the rounding of very large numbers.
      let isLarge = golden.inputs.contains { $0.scalars.contains { $0.magnitude > 50 } }
      if !isLarge && !kinks.contains(String(name.prefix { $0 != "/" })) {
        check.agreesWithDifferences(tolerance: tolerance)
        check.wrongPullbacksAreCaught(tolerance: tolerance)
      }
    }
  }
}

/// The proofs of one case.
private struct CaseCheck {
  let name: String
  let function: OpFamily.Function
  let golden: GoldenCase
  let file: StaticString

  var inputs: [Tensor] { golden.inputs.map(\.tensor) }

  func agreesWithPyTorch() {
    let tape = Tape(.training)
    let variables = inputs.map { tape.variable($0) }
    let result = function(variables)
    expect(result.value, golden.result.tensor, "result")
    guard !result.isConstant, result.shape == golden.weights.shape else { return }
    let gradients = result.gradients(seed: golden.weights.tensor)
    for (place, stored) in golden.gradients.enumerated() {
      expect(gradients[variables[place]], stored.tensor, "gradient \(place)")
    }
  }

  private func expect(_ found: Tensor, _ expected: Tensor, _ what: String) {
    let size = expected.scalars.reduce(1) { max($0, $1.magnitude) }
    let closeness = found.closeness(to: expected, relative: 2e-5, absolute: 4e-6 * size)
    XCTAssert(closeness.isClose, "\(name), \(what): \(closeness)", file: file, line: 1)
  }

  /// With one input a constant, the gradients of the others stay what they are; with all of them
  /// constants, nothing is recorded.
  func gradientsOfConstantsAreLeftOut() {
    let tape = Tape(.training)
    let result = function(inputs.map { tape.constant($0) })
    XCTAssert(result.isConstant, "\(name): constants are followed", file: file, line: 1)
    guard inputs.count > 1 else { return }
    for fixed in inputs.indices {
      let tape = Tape(.training)
      let variables = inputs.enumerated().map { place, input in
        place == fixed ? tape.constant(input) : tape.variable(input)
      }
      let gradients = function(variables).gradients(seed: golden.weights.tensor)
      for place in inputs.indices where place != fixed {
        expect(
          gradients[variables[place]], golden.gradients[place].tensor,
          "gradient \(place) beside constant \(fixed)")
      }
    }
  }

  /// A pullback that captured a variable would keep its tape, and itself, for ever.
  func freesTheTape() {
    weak var tape: Tape?
    do {
      let own = Tape(.training)
      tape = own
      _ = function(inputs.map { own.variable($0) })
    }
    XCTAssertNil(tape, "\(name): the tape is never freed", file: file, line: 1)
  }

  func agreesWithDifferences(tolerance: Double) {
    var random = Random(seed: 3)
    let check = checkGradient(at: inputs, tolerance: tolerance, using: &random, function)
    XCTAssert(check.passes, "\(name): \(check)", file: file, line: 1)
  }

  /// The same function with its pullback spoilt in each of several ways must not pass.
  func wrongPullbacksAreCaught(tolerance: Double) {
    let isFlat = golden.gradients.allSatisfy { $0.scalars.allSatisfy { $0.magnitude < 1e-2 } }
    guard !isFlat, golden.inputs.contains(where: { !$0.scalars.isEmpty }) else { return }
    for sabotage in Sabotage.allCases {
      var random = Random(seed: 3)
      let check = checkGradient(at: inputs, tolerance: tolerance, using: &random) {
        sabotage.spoil(function, $0)
      }
      XCTAssertFalse(check.passes, "\(name): \(sabotage) passes: \(check)", file: file, line: 1)
    }
  }
}

/// Mistakes that a pullback can have.
private enum Sabotage: CaseIterable {
  case oneScalarTurnedRound
  case allALittleTooLarge
  case forgotten

  /// An operation with the function's result and a spoilt gradient.
  func spoil(_ function: @escaping OpFamily.Function, _ inputs: [Variable]) -> Variable {
    let values = inputs.map(\.value)
    let inner = Tape(.training)
    let result = function(values.map { inner.variable($0) })
    // The true gradient is computed from scratch, since the pullback may capture no variables.
    nonisolated(unsafe) let function = function
    return Variable.custom("sabotage", of: inputs, result.value) { seed in
      let tape = Tape(.training)
      let variables = values.map { tape.variable($0) }
      let result = function(variables)
      guard !result.isConstant else { return values.map { Tensor.zeros($0.shape) } }
      let gradients = result.gradients(seed: seed)
      return spoil(variables.map { gradients[$0] })
    }
  }

  private func spoil(_ gradients: [Tensor]) -> [Tensor] {
    var spoilt = gradients
    let sizes = gradients.map { $0.scalars.map(\.magnitude).max() ?? 0 }
    let place = sizes.indices.max { sizes[$0] < sizes[$1] }!
    let largest = gradients[place].scalars.firstIndex { $0.magnitude == sizes[place] } ?? 0
    switch self {
    case .oneScalarTurnedRound: spoilt[place].scalars[largest] *= -1
    case .allALittleTooLarge: spoilt = gradients.map { $0 * 1.05 }
    case .forgotten: spoilt[place] = .zeros(gradients[place].shape)
    }
    return spoilt
  }
}
