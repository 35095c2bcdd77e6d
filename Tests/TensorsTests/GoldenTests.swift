import Foundation
import TestSupport
import Tensors
import XCTest

/// Every operation against NumPy and SciPy: Tests/Golden/tensors.py makes the cases.
final class GoldenTests: XCTestCase {
  struct Case: Decodable {
    let operation: String
    let inputs: [GoldenTensor]
    let options: Options?
    let result: GoldenTensor?
    let indices: [Int]?

    var tensors: [Tensor] { inputs.map(\.tensor) }
    var x: Tensor { inputs[0].tensor }
    var y: Tensor { inputs[1].tensor }
  }

  struct Options: Decodable {
    var axes: [Int]?
    var axis: Int?
    var keep: Bool?
    var correction: Int?
    var descending: Bool?
    var exponent: Float?
    var low: Float?
    var high: Float?
    var order: [Int]?
    var widths: [[Int]]?
    var value: Float?
    var times: [Int]?
    var indices: [Int]?
    var transposeLeft: Bool?
    var transposeRight: Bool?
  }

  struct File: Decodable {
    let cases: [Case]
  }

  func testEveryCase() throws {
    let cases = try JSONDecoder().decode(File.self, from: Golden.data("tensors.json")).cases
    XCTAssertGreaterThan(cases.count, 650)
    for (number, item) in cases.enumerated() {
      let what = "case \(number), \(item.operation), \(item.tensors.map(\.shape))"
      let options = item.options ?? Options()
      if let expected = item.indices {
        XCTAssertEqual(try indices(item, options), expected, what)
      } else {
        let expected = try XCTUnwrap(item.result, what).tensor
        let found = try XCTUnwrap(try tensor(item, options), "\(what): no such operation")
        let relative = Self.tolerances[item.operation] ?? 1e-6
        expectClose(found, expected, relative: relative, absolute: relative, what)
      }
    }
  }

  /// How far results may be from double precision, where it is more than a few roundings: solutions
  /// of equations by the condition of the matrix, products by the number of terms.
  static let tolerances: [String: Float] = [
    "matmul": 1e-5, "solve": 1e-4, "inverse": 1e-4, "determinant": 1e-4, "leastSquares": 1e-4,
    "cholesky": 1e-5, "eigenvalues of a symmetric matrix": 1e-5, "singular values": 1e-5, "q": 1e-5,
    "r": 1e-5, "matrixPower": 1e-4, "eigenvalues": 1e-5, "sum": 4e-6, "variance": 2e-6,
    "norm": 2e-6, "product": 5e-5, "geluByTanh": 2e-6, "gelu": 2e-6, "logSumExp": 2e-6,
  ]

  private func indices(_ item: Case, _ options: Options) throws -> [Int] {
    let axis = options.axis ?? -1
    switch item.operation {
    case "argmax": return item.x.argmax(axis: axis)
    case "argmin": return item.x.argmin(axis: axis)
    default: return item.x.argsorted(axis: axis, descending: try XCTUnwrap(options.descending))
    }
  }

  private func tensor(_ item: Case, _ options: Options) throws -> Tensor? {
    if let found = binary(item) ?? unary(item, options) { return found }
    if let found = reduction(item, options) ?? layout(item, options) { return found }
    return try algebra(item, options)
  }

  private func binary(_ item: Case) -> Tensor? {
    switch item.operation {
    case "add": item.x + item.y
    case "subtract": item.x - item.y
    case "multiply": item.x * item.y
    case "divide": item.x / item.y
    case "less": item.x .< item.y
    case "lessOrEqual": item.x .<= item.y
    case "greater": item.x .> item.y
    case "greaterOrEqual": item.x .>= item.y
    case "equal": item.x .== item.y
    case "notEqual": item.x .!= item.y
    case "where": Tensor.where(item.x, item.y, item.tensors[2])
    default: nil
    }
  }

  private func unary(_ item: Case, _ options: Options) -> Tensor? {
    switch item.operation {
    case "exp": item.x.exp()
    case "expm1": item.x.expm1()
    case "log": item.x.log()
    case "log1p": item.x.log1p()
    case "squareRoot": item.x.squareRoot()
    case "sin": item.x.sin()
    case "cos": item.x.cos()
    case "tanh": item.x.tanh()
    case "erf": item.x.erf()
    case "abs": item.x.abs()
    case "sign": item.x.sign()
    case "sigmoid": item.x.sigmoid()
    case "logSigmoid": item.x.logSigmoid()
    case "softplus": item.x.softplus()
    case "relu": item.x.relu()
    case "silu": item.x.silu()
    case "gelu": item.x.gelu()
    case "geluByTanh": item.x.gelu(.tanh)
    case "power": item.x.power(options.exponent!)
    case "clipped": item.x.clipped(to: options.low!...options.high!)
    default: nil
    }
  }

  private func reduction(_ item: Case, _ options: Options) -> Tensor? {
    let (x, axes, keep) = (item.x, options.axes, options.keep ?? false)
    return switch item.operation {
    case "sum": x.sum(axes: axes, keepingAxes: keep)
    case "mean": x.mean(axes: axes, keepingAxes: keep)
    case "product": x.product(axes: axes, keepingAxes: keep)
    case "minimum": x.minimum(axes: axes, keepingAxes: keep)
    case "maximum": x.maximum(axes: axes, keepingAxes: keep)
    case "variance":
      x.variance(axes: axes, correction: options.correction ?? 0, keepingAxes: keep)
    case "norm": x.norm(axes: axes, keepingAxes: keep)
    case "all": x.all(axes: axes, keepingAxes: keep)
    case "any": x.any(axes: axes, keepingAxes: keep)
    case "logSumExp": x.logSumExp(axes: axes, keepingAxes: keep)
    case "cumulativeSum": x.cumulativeSum(axis: options.axis!)
    default: nil
    }
  }

  private func layout(_ item: Case, _ options: Options) -> Tensor? {
    switch item.operation {
    case "permuted": item.x.permuted(options.order!)
    case "padded":
      item.x.padded(options.widths!.map { (before: $0[0], after: $0[1]) }, with: options.value!)
    case "tiled": item.x.tiled(options.times!)
    case "flipped": item.x.flipped(axis: options.axis!)
    case "gathered": item.x.gathered(options.indices!, axis: options.axis!)
    case "scatterAdding":
      item.x.scatterAdding(item.y, at: options.indices!, axis: options.axis!)
    case "concatenated": Tensor.concatenated(item.tensors, axis: options.axis!)
    case "stacked": Tensor.stacked(item.tensors, axis: options.axis!)
    case "sorted": item.x.sorted(axis: options.axis!, descending: options.descending!)
    case "unique": item.x.unique()
    case "matmul":
      item.x.matmul(
        item.y, transposeLeft: options.transposeLeft!, transposeRight: options.transposeRight!)
    default: nil
    }
  }

  private func algebra(_ item: Case, _ options: Options) throws -> Tensor? {
    let x = item.x
    switch item.operation {
    case "solve": return try x.solve(item.y)
    case "inverse": return try x.inverse()
    case "determinant": return Tensor(try x.determinant())
    case "leastSquares": return try x.leastSquares(item.y)
    case "cholesky": return try x.cholesky()
    case "eigenvalues of a symmetric matrix": return try x.symmetricEigen().values
    case "singular values": return try x.svd().s
    case "q": return try x.qr().q
    case "r": return try x.qr().r
    case "matrixPower": return try x.matrixPower(Int(options.exponent!))
    case "eigenvalues":
      let (real, imaginary) = try x.eigen().values
      let order = real.scalars.indices.sorted {
        (real[$0], imaginary[$0]) < (real[$1], imaginary[$1])
      }
      return Tensor.stacked([real.rows(order), imaginary.rows(order)])
    default: return nil
    }
  }
}
