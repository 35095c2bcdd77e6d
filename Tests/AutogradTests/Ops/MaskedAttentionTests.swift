import Autograd
import Tensors
import XCTest

final class MaskedAttentionTests: XCTestCase {
  /// Where both know the mask, the attention that holds its weights gives what the other one gives,
  /// forwards and backwards.
  func testAgreesWithTheAttentionThatHoldsNoWeights() {
    var random = Random(seed: 1)
    let lengths = [3, 5, 1]
    for (queries, keys, heads, isCausal, padded) in [
      (5, 5, 2, false, false), (5, 5, 2, true, false), (2, 5, 1, true, false),
      (5, 5, 3, false, true), (5, 5, 3, true, true), (4, 5, 2, false, true),
    ] {
      let width = 4 * heads
      let x = [queries, keys, keys].map { Tensor.normal([3, $0, width], using: &random) }
      let seed = Tensor.normal([3, queries, width], using: &random)
      var mask = AttentionMask(Tensor.zeros([1, 1, 1, 1]))
      if isCausal { mask = mask + .causal(queries, keys: keys) }
      if padded { mask = mask + .padding(lengths, keys: keys) }
      let tape = Tape(.training)
      let (a, b) = (x.map { tape.variable($0) }, x.map { tape.variable($0) })
      let (result, weights) = Variable.attention(
        query: a[0], key: a[1], value: a[2], heads: heads, mask: mask)
      let expected = Variable.attention(
        query: b[0], key: b[1], value: b[2], heads: heads, isCausal: isCausal,
        lengths: padded ? lengths : nil)
      let name = "\(queries) queries, \(heads) heads, causal \(isCausal), padded \(padded)"
      XCTAssertEqual(weights.shape, [3, heads, queries, keys], name)
      XCTAssert(result.value.isClose(to: expected.value, relative: 1e-4, absolute: 1e-5), name)
      let gradients = ((result + expected) * seed).sum().gradients()
      for (one, other) in zip(a, b) {
        XCTAssert(
          gradients[one].isClose(to: gradients[other], relative: 1e-3, absolute: 1e-4), name)
      }
    }
  }

  func testWhoSeesNothingGetsNothing() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor.ones([2, 3, 2]))
    let (result, weights) = Variable.attention(
      query: x, key: x, value: x, mask: .padding([0, 2], keys: 3))
    XCTAssertEqual(result.value.row(0), Tensor.zeros([3, 2]))
    XCTAssertEqual(weights.value.row(0).sum().scalar, 0)
    XCTAssertEqual(weights.value.row(1).sum().scalar, 3, accuracy: 1e-6)
    XCTAssert(result.sum().gradients()[x].scalars.allSatisfy(\.isFinite))
  }

  func testMasks() {
    let hidden = -Float.infinity
    XCTAssertEqual(AttentionMask.causal(2).values.scalars, [0, hidden, 0, 0])
    XCTAssertEqual(AttentionMask.causal(1, keys: 3).values.scalars, [0, 0, 0])
    XCTAssertEqual(
      AttentionMask.window(3, back: 1).values.scalars,
      [0, hidden, hidden, 0, 0, hidden, hidden, 0, 0])
    XCTAssertEqual(AttentionMask.padding([1, 2], keys: 2).values.scalars, [0, hidden, 0, 0])
    XCTAssertEqual(AttentionMask.padding([1, 2], keys: 2).values.shape, [2, 1, 1, 2])
    XCTAssertEqual(
      AttentionMask.edges([(0, 2)], nodes: 3).values.scalars,
      [0, hidden, 0, hidden, 0, hidden, 0, hidden, 0])
    let slopes = AttentionMask.slopes(heads: 2, queries: 2)
    XCTAssertEqual(slopes.values.shape, [1, 2, 2, 2])
    let (steep, shallow): (Float, Float) = (-1 / 16, -1 / 256)
    XCTAssertEqual(slopes.values.scalars, [0, steep, steep, 0, 0, shallow, shallow, 0])
    XCTAssertEqual(
      (AttentionMask.padding([2], keys: 2) + .causal(2)).values.scalars, [0, hidden, 0, 0])
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { try AttentionMask.check([4, 6, 6]) },
      "an attention mask of shape [4, 6, 6]: it needs the four axes [examples, heads, queries, keys], "
        + "with length 1 for those on which it does not depend")
    XCTAssertEqual(
      sentence { try AttentionMask.causal(6).check(scores: [4, 2, 5, 5]) },
      "attention: a mask of shape [1, 1, 6, 6] does not fit scores of shape [4, 2, 5, 5], [examples, "
        + "heads, queries, keys]; each axis must be as long or have length 1")
    let plan = try? AttentionPlan(
      query: [1, 2, 8], key: [1, 2, 4], value: [1, 2, 4], heads: 2, isCausal: false, lengths: nil)
    XCTAssertEqual(
      sentence { try plan?.checkOwnHeads() },
      "attention with a mask: 2 heads of queries and 1 of keys; give the keys as many heads, or use the "
        + "attention without a mask, which lets heads share keys")
  }
}
