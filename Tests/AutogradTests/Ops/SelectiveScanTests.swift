import Autograd
import Foundation
import TestSupport
import Tensors
import XCTest

final class SelectiveScanTests: XCTestCase {
  /// Steps and rates as they are in use: a softplus makes steps positive, and rates are negative.
  private static func scan(_ inputs: [Variable], chunk: Int?) -> Variable {
    inputs[0].selectiveScan(
      delta: inputs[1].softplus(), a: -inputs[2].exp(), b: inputs[3], c: inputs[4],
      skip: inputs.count > 5 ? inputs[5] : nil, chunk: chunk)
  }

  func testOperations() {
    OpFamily(
      "selectiveScan",
      [
        "scan": { Self.scan($0, chunk: nil) }, "scanSkip": { Self.scan($0, chunk: nil) },
        "chunked": { Self.scan($0, chunk: 2) }, "chunkedSkip": { Self.scan($0, chunk: 1) },
      ], in: "autograd_scans.json"
    ).prove()
  }

  /// Inputs of a scan: x, Δ, A, B, C, D.
  private func inputs(
    _ batch: Int, _ length: Int, _ channels: Int, _ states: Int, _ random: inout Random
  ) -> [Tensor] {
    [
      .normal([batch, length, channels], using: &random),
      .uniform([batch, length, channels], in: 0.01..<1, using: &random),
      .uniform([channels, states], in: -2 ..< -0.1, using: &random),
      .normal([batch, length, states], using: &random),
      .normal([batch, length, states], using: &random),
      .normal([channels], using: &random),
    ]
  }

  private func found(_ inputs: [Tensor], chunk: Int?) -> [Tensor] {
    let tape = Tape(.training)
    let variables = inputs.map { tape.variable($0) }
    let result = variables[0].selectiveScan(
      delta: variables[1], a: variables[2], b: variables[3], c: variables[4], skip: variables[5],
      chunk: chunk)
    let gradients = (result * result).sum().gradients()
    return [result.value] + variables.map { gradients[$0] }
  }

  /// Cut into chunks of any length, of any number, values and gradients are those of the one way from
  /// front to back.
  func testChunksDoNotMatter() {
    var random = Random(seed: 31)
    for (batch, length, channels, states) in [
      (2, 13, 3, 4), (1, 1, 1, 1), (1, 64, 17, 2), (3, 7, 33, 1),
    ] {
      let inputs = inputs(batch, length, channels, states, &random)
      let wanted = found(inputs, chunk: nil)
      for chunk in [1, 2, 3, 5, 8, length, length + 1, 1000] {
        for (place, (found, wanted)) in zip(found(inputs, chunk: chunk), wanted).enumerated() {
          let size = wanted.scalars.reduce(1) { max($0, $1.magnitude) }
          XCTAssert(
            found.isClose(to: wanted, relative: 1e-5, absolute: 2e-6 * size),
            "length \(length), chunk \(chunk), tensor \(place)")
        }
      }
    }
  }

  /// A sequence as long as a text, against a loop in double precision.
  func testALongSequence() {
    var random = Random(seed: 32)
    let (length, channels, states) = (1000, 2, 3)
    let given = inputs(1, length, channels, states, &random)
    let numbers = given.map { $0.scalars.map(Double.init) }
    var wanted: [Float] = []
    var state = [Double](repeating: 0, count: channels * states)
    for place in 0..<length {
      for channel in 0..<channels {
        let here = place * channels + channel
        let (x, delta) = (numbers[0][here], numbers[1][here])
        var y = numbers[5][channel] * x
        for n in 0..<states {
          let own = channel * states + n
          state[own] *= exp(delta * numbers[2][own])
          state[own] += delta * numbers[3][place * states + n] * x
          y += numbers[4][place * states + n] * state[own]
        }
        wanted.append(Float(y))
      }
    }
    let expected = Tensor(shape: [1, length, channels], scalars: wanted)
    for chunk in [nil, 1, 100] {
      let result = found(given, chunk: chunk)[0]
      XCTAssert(result.isClose(to: expected, relative: 1e-5, absolute: 1e-5), "chunk \(chunk ?? 0)")
    }
  }

  func testThreadsDoNotMatter() {
    var random = Random(seed: 33)
    let inputs = inputs(3, 40, 50, 5, &random)
    for chunk in [nil, 7] {
      let one = Parallel.$threads.withValue(1) { found(inputs, chunk: chunk) }
      for threads in [2, 3] {
        let several = Parallel.$threads.withValue(threads) { found(inputs, chunk: chunk) }
        for (several, one) in zip(several, one) {
          XCTAssertEqual(several.scalars.map(\.bitPattern), one.scalars.map(\.bitPattern))
        }
      }
    }
  }

  func testNothingToRead() {
    for (batch, length, channels, states) in [
      (0, 3, 2, 2), (2, 0, 2, 2), (2, 3, 0, 2), (2, 3, 2, 0),
    ] {
      for chunk in [nil, 2] {
        var random = Random(seed: 34)
        let inputs = inputs(batch, length, channels, states, &random)
        let found = found(inputs, chunk: chunk)
        XCTAssertEqual(found.map(\.shape), [inputs[0].shape] + inputs.map(\.shape))
        if states == 0 { XCTAssertEqual(found[0], inputs[0] * inputs[5]) }
      }
    }
  }

  func testRefusals() {
    func refusal(
      _ x: [Int], _ delta: [Int], _ a: [Int], _ b: [Int], _ c: [Int], skip: [Int]? = nil,
      chunk: Int? = nil
    ) -> String {
      sentence {
        _ = try SelectiveScanPlan(x, delta: delta, a: a, b: b, c: c, skip: skip, chunk: chunk)
      }
    }
    let name = "selective scan: "
    let (x, a, b) = ([2, 5, 3], [3, 4], [2, 5, 4])
    XCTAssertEqual(
      refusal([2, 3], [2, 3], a, b, b),
      name + "an input of shape [2, 3] should be [batch, length, channels]")
    XCTAssertEqual(
      refusal(x, [2, 5, 1], a, b, b),
      name
        + "steps of shape [2, 5, 1] should have the shape of the input, [2, 5, 3], one for each of "
        + "its numbers")
    XCTAssertEqual(
      refusal(x, x, [4, 3], b, b),
      name
        + "rates a of shape [4, 3] should be [channels, states], with the 3 channels of the input of "
        + "shape [2, 5, 3]")
    XCTAssertEqual(
      refusal(x, x, a, b, [2, 5, 3]),
      name + "c of shape [2, 5, 3] should be [batch, length, states], here [2, 5, 4]")
    XCTAssertEqual(
      refusal(x, x, a, [5, 4], b),
      name + "b of shape [5, 4] should be [batch, length, states], here [2, 5, 4]")
    XCTAssertEqual(
      refusal(x, x, a, b, b, skip: [4]),
      name + "a skip of shape [4] should hold one number a channel, [3]")
    XCTAssertEqual(
      refusal(x, x, a, b, b, chunk: 0), name + "chunks of 0 places; each should have at least 1")
  }
}
