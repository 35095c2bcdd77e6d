import Autograd
import Networks
import Tensors
import XCTest

final class LinearAttentionTests: XCTestCase {
  /// Read at once or from a state, in pieces of any size, the outputs are the same, and the state stays
  /// as small as it is.
  func testBothFormsAgree() {
    var random = Random(seed: 36)
    for (batch, heads) in [(1, 1), (3, 4)] {
      let layer = LinearAttention(width: 8, heads: heads, initializer: .xavier, using: &random)
      let input = Tensor.normal([batch, 11, 8], using: &random)
      let whole = layer.predict(input)
      for pieces in [[11], [Int](repeating: 1, count: 11), [4, 1, 6]] {
        var (state, outputs, start) = (LinearAttentionState(), [Tensor](), 0)
        for piece in pieces {
          let places = Tape(.inference).constant(input[0..., start..<start + piece])
          outputs.append(layer(places, state: &state).value)
          start += piece
        }
        let found = Tensor.concatenated(outputs, axis: 1)
        XCTAssert(found.isClose(to: whole, relative: 1e-4, absolute: 2e-6), "\(pieces)")
        XCTAssertEqual(state.products?.shape, [batch, heads, 8 / heads, 8 / heads])
        XCTAssertEqual(state.features?.shape, [batch, heads, 8 / heads])
      }
    }
  }

  func testThreadsDoNotMatter() {
    var random = Random(seed: 37)
    let parts = (0..<3).map { _ in Tensor.normal([3, 9, 12], using: &random) }
    func found() -> Tensor {
      var state = LinearAttentionState()
      return state.read(query: parts[0], key: parts[1], value: parts[2], heads: 3)
    }
    let one = Parallel.$threads.withValue(1) { found() }
    XCTAssertEqual(Parallel.$threads.withValue(3) { found() }, one)
  }

  func testItHasGradients() {
    var random = Random(seed: 38)
    let layer = LinearAttention(width: 6, heads: 2, initializer: .xavier, using: &random)
    XCTAssertEqual(layer.parameterCount, 4 * (6 * 6 + 6))
    let input = Tape(.training).constant(.normal([2, 4, 6], using: &random))
    let output = layer(input)
    let gradients = (output * output).sum().gradients()
    for (name, parameter) in layer.namedParameters {
      XCTAssertTrue(gradients[parameter].scalars.contains { $0 != 0 }, name)
    }
  }
}
