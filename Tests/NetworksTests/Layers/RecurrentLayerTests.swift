import Autograd
import Networks
import Tensors
import XCTest

final class RecurrentLayerTests: XCTestCase {
  /// However long a sequence is, its last state is what a call without padding would have found.
  func testTheLastStateOfSequencesOfDifferentLengths() {
    var random = Random(seed: 1)
    let layers: [any RecurrentLayer] = [
      Recurrent(3, 5, using: &random), LSTM(3, 5, using: &random), GRU(3, 5, using: &random),
    ]
    let lengths = [4, 1, 6]
    let x = Tensor.normal([3, 6, 3], using: &random)
    for layer in layers {
      let tape = Tape(.inference)
      let found = layer.last(layer(tape.constant(x), lengths: lengths)).value
      for (row, length) in lengths.enumerated() {
        let alone = tape.constant(x[row, ..<length].reshaped([1, length, 3]))
        XCTAssertEqual(layer.last(layer(alone)).value, found[row...row], "\(type(of: layer))")
      }
    }
  }

  func testGoingOnFromTheLastState() {
    var random = Random(seed: 2)
    let layer = LSTM(3, 5, using: &random)
    let tape = Tape(.inference)
    let x = tape.constant(.normal([2, 7, 3], using: &random))
    let whole = layer(x)
    let first = layer.states(x[0..., ..<4], from: nil, lengths: nil)
    let rest = layer(x[0..., 4...], from: layer.last(first), lengths: nil)
    XCTAssertEqual(rest.value, whole.value[0..., 4...])
  }

  func testBothDirectionsEndWhereTheyReadLast() {
    var random = Random(seed: 3)
    let both = BothDirections(
      GRU(3, 4, using: &random), GRU(3, 5, isBackwards: true, using: &random))
    let tape = Tape(.inference)
    let x = Tensor.normal([2, 6, 3], using: &random)
    let outputs = both(tape.constant(x))
    XCTAssertEqual(outputs.shape, [2, 6, 9])
    let last = both.last(outputs).value
    XCTAssertEqual(last[0..., ..<4], both.forwards(tape.constant(x)).value[0..., 5])
    // Backwards it reads what a forward layer reads in the turned sequence.
    let turned = GRU(3, 5, using: &random)
    for (mine, theirs) in zip(turned.parameters, both.backwards.parameters) {
      mine.value = theirs.value
    }
    let end = turned(tape.constant(x.flipped(axis: 1))).value[0..., 5]
    XCTAssertEqual(last[0..., 4...], end)
    XCTAssertThrowsError(try BothDirections<GRU>.check(true, true)) { error in
      XCTAssertEqual(
        "\(error)", "BothDirections: the first layer must read forwards and the second backwards")
    }
  }

  func testHowTheWeightsBegin() {
    var random = Random(seed: 4)
    let turning = Recurrent(3, 24, using: &random).weight.value
    let product = turning.matmul(turning, transposeRight: true)
    XCTAssert(product.isClose(to: .identity(24), relative: 0, absolute: 1e-5))
    let biases = LSTM(3, 2, remembering: 2, using: &random).input.bias!.value
    XCTAssertEqual(biases.scalars, [0, 0, 2, 2, 0, 0, 0, 0])
    XCTAssertEqual(
      GRU(3, 2, remembering: 1, using: &random).input.bias!.value.scalars, [0, 0, 1, 1, 0, 0])
    XCTAssertEqual(Recurrent(2, 0, using: &random).weight.value.shape, [0, 0])
  }
}
