import Autograd
import Tensors
import XCTest

final class RecurrenceTests: XCTestCase {
  func testOperations() {
    typealias Cell = (
      _ x: [Variable], _ isFrom: Bool, _ lengths: [Int]?, _ isBackwards: Bool
    ) -> Variable
    let cells: [String: Cell] = [
      "recurrent": {
        $0[0].recurrent($0[1], state: $1 ? $0[2] : nil, lengths: $2, isBackwards: $3)
      },
      "lstm": { $0[0].lstm($0[1], state: $1 ? $0[2] : nil, lengths: $2, isBackwards: $3) },
      "gru": { $0[0].gru($0[1], state: $1 ? $0[2] : nil, lengths: $2, isBackwards: $3) },
    ]
    var functions: [String: OpFamily.Function] = [:]
    for (name, cell) in cells {
      functions[name] = { cell($0, false, nil, false) }
      functions[name + "From"] = { cell($0, true, nil, false) }
      functions[name + "Backwards"] = { cell($0, true, nil, true) }
      functions[name + "Lengths302"] = { cell($0, true, [3, 0, 2], false) }
      functions[name + "BackwardsLengths302"] = { cell($0, true, [3, 0, 2], true) }
    }
    functions["gruBias"] = { $0[0].gru($0[1], bias: $0[2]) }
    functions["gruBiasFrom"] = { $0[0].gru($0[1], bias: $0[2], state: $0[3]) }
    OpFamily("recurrence", functions).prove()
  }

  /// Read in two parts, the second from where the first stopped, the states are the same to the bit.
  func testGoingOnFromAState() {
    var random = Random(seed: 3)
    let tape = Tape(.inference)
    let x = tape.constant(.normal([3, 6, 4 * 18], using: &random))
    let w = tape.constant(.normal([18, 4 * 18], deviation: 0.2, using: &random))
    let whole = x.lstm(w)
    let first = x[0..., ..<4].lstm(w)
    let second = x[0..., 4...].lstm(w, state: first[0..., 3])
    XCTAssertEqual(Variable.concatenated([first, second], axis: 1).value, whole.value)
  }

  /// What stands behind the end of a sequence changes nothing: neither states nor gradients.
  func testPaddingIsNotRead() {
    var random = Random(seed: 4)
    let lengths = [2, 5, 0, 4]
    let x = Tensor.normal([4, 5, 3 * 17], using: &random)
    let w = Tensor.normal([17, 3 * 17], deviation: 0.2, using: &random)
    var spoiled = x
    for (row, length) in lengths.enumerated() {
      for place in length..<5 { spoiled[row, place] = .filled([3 * 17], with: .nan) }
    }
    for isBackwards in [false, true] {
      func found(_ x: Tensor) -> (states: Tensor, toInput: Tensor, toWeight: Tensor) {
        let tape = Tape(.training)
        let (x, w) = (tape.variable(x), tape.variable(w))
        let states = x.gru(w, lengths: lengths, isBackwards: isBackwards)
        let gradients = (states * states).sum().gradients()
        return (states.value, gradients[x], gradients[w])
      }
      let (clean, dirty) = (found(x), found(spoiled))
      XCTAssertEqual(clean.states, dirty.states)
      XCTAssertEqual(clean.toInput, dirty.toInput)
      XCTAssertEqual(clean.toWeight, dirty.toWeight)
      for place in 2..<5 {
        XCTAssert(clean.toInput[0, place].scalars.allSatisfy { $0 == 0 })
      }
    }
  }

  func testThreadsDoNotMatter() {
    var random = Random(seed: 5)
    let x = Tensor.normal([33, 7, 4 * 130], using: &random)
    let w = Tensor.normal([130, 4 * 130], deviation: 0.1, using: &random)
    func found() -> [Tensor] {
      let tape = Tape(.training)
      let (x, w) = (tape.variable(x), tape.variable(w))
      let states = x.lstm(w)
      let gradients = (states * states).sum().gradients()
      return [states.value, gradients[x], gradients[w]]
    }
    let one = Parallel.$threads.withValue(1) { found() }
    for threads in [2, 5] {
      XCTAssertEqual(Parallel.$threads.withValue(threads) { found() }, one)
    }
  }

  func testNothingToRead() {
    for (batch, places, width) in [(0, 3, 2), (2, 0, 2), (2, 3, 0)] {
      let tape = Tape(.training)
      let x = tape.variable(.zeros([batch, places, 4 * width]))
      let w = tape.variable(.zeros([width, 4 * width]))
      let state = tape.variable(.ones([batch, 2 * width]))
      let states = x.lstm(w, state: state)
      XCTAssertEqual(states.shape, [batch, places, 2 * width])
      let gradients = (states.sum() + state.sum()).gradients()
      XCTAssertEqual(gradients[w].shape, w.shape)
      if places == 0 { XCTAssertEqual(gradients[state], .ones([batch, 2 * width])) }
    }
  }

  func testRefusals() {
    func refusal(
      _ input: [Int], _ weight: [Int], bias: [Int]? = nil, state: [Int]? = nil,
      lengths: [Int]? = nil
    ) -> String {
      sentence { try Variable.checkGRU(input, weight, bias: bias, state: state, lengths: lengths) }
    }
    XCTAssertEqual(
      refusal([2, 6], [2, 6]),
      "GRU: an input of shape [2, 6] is no batch of sequences; it should be [batch, places, 3 x width]"
    )
    XCTAssertEqual(
      refusal([1, 2, 6], [2, 8]),
      "GRU: an input of shape [1, 2, 6] meets a recurrent weight of shape [2, 8]; the weight should be "
        + "[width, 3 x width], and the input as wide as its rows")
    XCTAssertEqual(
      refusal([1, 2, 6], [2, 6], bias: [2]),
      "GRU: the bias has shape [2], and for a weight of shape [2, 6] it should be [6]")
    XCTAssertEqual(
      refusal([4, 2, 6], [2, 6], state: [2, 4]),
      "GRU: the state has shape [2, 4], and for 4 sequences it should be [4, 2]")
    XCTAssertEqual(
      refusal([2, 3, 6], [2, 6], lengths: [4, 1]),
      "GRU: lengths [4, 1] must hold one number between 0 and 3 for each of 2 sequences")
    XCTAssertEqual(
      refusal([2, 3, 6], [2, 6], lengths: [1]),
      "GRU: lengths [1] must hold one number between 0 and 3 for each of 2 sequences")
  }
}
