import Autograd
import Tensors
import XCTest

final class AttentionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "attention",
      [
        "attention": { Variable.attention(query: $0[0], key: $0[1], value: $0[2]) },
        "attention2": { Variable.attention(query: $0[0], key: $0[1], value: $0[2], heads: 2) },
        "attentionCausal": {
          Variable.attention(query: $0[0], key: $0[1], value: $0[2], isCausal: true)
        },
        "attention2Causal": {
          Variable.attention(query: $0[0], key: $0[1], value: $0[2], heads: 2, isCausal: true)
        },
        "attentionPadded": {
          Variable.attention(query: $0[0], key: $0[1], value: $0[2], heads: 2, lengths: [3, 5])
        },
        "attentionCausalPadded": {
          Variable.attention(
            query: $0[0], key: $0[1], value: $0[2], heads: 2, isCausal: true, lengths: [2, 4])
        },
        "attentionGrouped": {
          Variable.attention(query: $0[0], key: $0[1], value: $0[2], heads: 4, isCausal: true)
        },
        "selfAttention2": { $0[0].selfAttention(heads: 2) },
        "selfAttentionCausal": { $0[0].selfAttention(heads: 1, isCausal: true) },
      ]
    ).prove()
  }

  /// Several blocks of queries and keys, against the plain formula.
  func testBlocksAgreeWithTheFormula() {
    var random = Random(seed: 6)
    let (time, width) = (300, 8)
    let packed = Tensor.normal([2, time, 3 * width], deviation: 2, using: &random)
    let seed = Tensor.normal([2, time, width], using: &random)
    for isCausal in [false, true] {
      let tape = Tape(.training)
      let (x, y) = (tape.variable(packed), tape.variable(packed))
      let result = x.selfAttention(heads: 2, isCausal: isCausal)
      let expected = Self.formula(y, heads: 2, isCausal: isCausal)
      XCTAssert(
        result.value.isClose(to: expected.value, relative: 1e-4, absolute: 1e-5),
        "\(result.value.closeness(to: expected.value))")
      let gradients = ((result + expected) * seed).sum().gradients()
      XCTAssert(
        gradients[x].isClose(to: gradients[y], relative: 1e-3, absolute: 1e-4),
        "\(gradients[x].closeness(to: gradients[y]))")
    }
  }

  /// Blocks of unequal lengths, fewer queries than keys, heads that share keys, and padding.
  func testUnequalBlocksAgreeWithTheFormula() {
    var random = Random(seed: 7)
    for (queries, keys, heads, keyHeads, depth, lengths) in [
      (70, 70, 2, 2, 5, nil), (33, 161, 4, 2, 3, nil), (1, 200, 2, 1, 4, nil),
      (129, 129, 2, 1, 33, [129, 77]), (200, 260, 1, 1, 40, [140, 260]),
    ] as [(Int, Int, Int, Int, Int, [Int]?)] {
      for isCausal in [false, true] {
        let q = Tensor.normal([2, queries, heads * depth], using: &random)
        let k = Tensor.normal([2, keys, keyHeads * depth], using: &random)
        let v = Tensor.normal([2, keys, keyHeads * depth], using: &random)
        let seed = Tensor.normal(q.shape, using: &random)
        let tape = Tape(.training)
        let inputs = [q, k, v, q, k, v].map { tape.variable($0) }
        let result = Variable.attention(
          query: inputs[0], key: inputs[1], value: inputs[2], heads: heads, isCausal: isCausal,
          lengths: lengths)
        let expected = Self.formula(
          inputs[3], inputs[4], inputs[5], heads: heads, keyHeads: keyHeads, isCausal: isCausal,
          lengths: lengths ?? [keys, keys])
        let words = "\(queries) queries, \(keys) keys, \(heads) heads, causal: \(isCausal)"
        XCTAssert(
          result.value.isClose(to: expected.value, relative: 1e-4, absolute: 1e-5),
          "\(words): \(result.value.closeness(to: expected.value))")
        let gradients = ((result + expected) * seed).sum().gradients()
        for (input, plain) in zip(inputs[..<3], inputs[3...]) {
          XCTAssert(
            gradients[input].isClose(to: gradients[plain], relative: 1e-3, absolute: 1e-4),
            "\(words): \(gradients[input].closeness(to: gradients[plain]))")
        }
      }
    }
  }

  private static func formula(
    _ q: Variable, _ k: Variable, _ v: Variable, heads: Int, keyHeads: Int, isCausal: Bool,
    lengths: [Int]
  ) -> Variable {
    let (queries, keys, depth) = (q.shape[1], k.shape[1], q.shape[2] / heads)
    let group = heads / keyHeads
    let query = q.reshaped([2, queries, keyHeads, group, depth]).permuted([0, 2, 3, 1, 4])
    let parts = [k, v].map {
      $0.reshaped([2, keys, keyHeads, 1, depth]).permuted([0, 2, 3, 1, 4])
    }
    var scores = query.matmul(parts[0], transposeRight: true) / Float(depth).squareRoot()
    let place = Tensor.range(0..<keys)
    for (example, length) in lengths.enumerated() {
      let isHere = Tensor.range(0..<2) .== Tensor.filled([2], with: Float(example))
      let isPadding = (place .< Tensor.filled([keys], with: Float(length))) * -1 + 1
      scores = scores + isHere.reshaped([2, 1, 1, 1, 1]) * isPadding * -1e9
    }
    if isCausal {
      let own = Tensor.range(keys - queries..<keys).reshaped([queries, 1])
      scores = scores + (own .< place) * -1e9
    }
    return scores.softmax().matmul(parts[1]).permuted([0, 3, 1, 2, 4]).reshaped(q.shape)
  }

  private static func formula(_ x: Variable, heads: Int, isCausal: Bool) -> Variable {
    let (time, width) = (x.shape[1], x.shape[2] / 3)
    let parts = x.split(axis: -1, counts: [width, width, width]).map {
      $0.reshaped([2, time, heads, width / heads]).permuted([0, 2, 1, 3])
    }
    var scores = parts[0].matmul(parts[1], transposeRight: true)
    scores = scores / Float(width / heads).squareRoot()
    if isCausal {
      let position = Tensor.range(0..<time)
      let mask = position.reshaped([time, 1]) .< position
      scores = scores + mask * -1e9
    }
    return scores.softmax().matmul(parts[2]).permuted([0, 2, 1, 3]).reshaped([2, time, width])
  }

  func testWhoSeesNothingGetsNothing() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor.ones([1, 2, 3]))
    let result = Variable.attention(query: x, key: x, value: x, lengths: [0])
    XCTAssertEqual(result.value, Tensor.zeros([1, 2, 3]))
    XCTAssertEqual(result.sum().gradients()[x], Tensor.zeros([1, 2, 3]))
  }

  func testRefusals() {
    func plan(_ q: [Int], _ k: [Int], heads: Int = 1, lengths: [Int]? = nil) -> String {
      sentence {
        _ = try AttentionPlan(
          query: q, key: k, value: k, heads: heads, isCausal: false, lengths: lengths)
      }
    }
    XCTAssertEqual(
      plan([1, 2, 4], [2, 2, 4]),
      "attention of queries [1, 2, 4], keys [2, 2, 4] and values [2, 2, 4]: each has the axes "
        + "[batch, time, heads x depth], the same batch, and as many keys as values")
    XCTAssertEqual(
      plan([1, 2, 4], [1, 2, 4], heads: 3),
      "attention of queries [1, 2, 4], keys [1, 2, 4] and values [1, 2, 4] with 3 heads: the width "
        + "of the queries must be a multiple of the heads, and keys and values must have as many "
        + "heads or a divisor of them")
    XCTAssertEqual(
      plan([1, 2, 4], [1, 2, 4], lengths: [3]),
      "attention of queries [1, 2, 4], keys [1, 2, 4] and values [1, 2, 4]: lengths [3] must hold "
        + "one number between 0 and 2 for each of the 1 examples")
    XCTAssertEqual(
      sentence { _ = try Variable.checkPacked([2, 3, 4]) },
      "self-attention: an input of shape [2, 3, 4] does not hold queries, keys and values side by "
        + "side; it should be [batch, time, 3 x heads x depth]")
  }
}
