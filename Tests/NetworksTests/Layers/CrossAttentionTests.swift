import Autograd
import Networks
import Tensors
import XCTest

final class CrossAttentionTests: XCTestCase {
  /// A sequence that looks at itself through it finds what self-attention finds.
  func testLookingAtItselfIsSelfAttention() {
    var random = Random(seed: 2)
    let cross = CrossAttention(width: 8, heads: 2, initializer: .xavier, using: &random)
    let own = MultiHeadAttention(width: 8, heads: 2, causal: false, using: &random)
    for (theirs, ours) in zip(own.parameters, cross.parameters) { theirs.value = ours.value }
    let x = Tensor.normal([2, 5, 8], using: &random)
    let input = Tape(.inference).constant(x)
    for lengths in [nil, [3, 5]] {
      XCTAssertEqual(
        cross(input, memory: input, lengths: lengths).value, own(input, lengths: lengths).value)
    }
  }

  /// A memory of another length and width, in another order: the same is found.
  func testTheOrderOfTheMemoryDoesNotMatter() {
    var random = Random(seed: 3)
    let cross = CrossAttention(width: 8, memoryWidth: 6, heads: 4, using: &random)
    let tape = Tape(.inference)
    let x = tape.constant(Tensor.normal([2, 3, 8], using: &random))
    let memory = Tensor.normal([2, 7, 6], using: &random)
    let found = cross(x, memory: tape.constant(memory)).value
    XCTAssertEqual(found.shape, [2, 3, 8])
    let turned = cross(x, memory: tape.constant(memory.flipped(axis: 1))).value
    XCTAssert(found.isClose(to: turned, relative: 1e-4, absolute: 1e-6))
  }
}
