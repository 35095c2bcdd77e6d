import Autograd
import Tensors
import XCTest

final class DropoutTests: XCTestCase {
  func testDropsTheShareAndScalesTheRest() {
    var random = Random(seed: 2)
    let tape = Tape(.training, using: &random)
    let x = tape.variable(Tensor.ones([100, 1000]))
    let y = x.dropout(0.25)
    let kept = y.value.scalars.filter { $0 != 0 }
    XCTAssertTrue(kept.allSatisfy { abs($0 - 4 / 3) < 1e-6 })
    XCTAssertEqual(Float(kept.count) / 1e5, 0.75, accuracy: 0.01)
    // The gradient passes where the scalar passed, scaled alike: here both are the mask.
    let result = y.value
    XCTAssertEqual(y.sum().gradients()[x], result)
  }

  func testTwoDropoutsDifferAndTheSameSeedDoesNot() {
    func draw() -> [Tensor] {
      var random = Random(seed: 3)
      let tape = Tape(.training, using: &random)
      let x = tape.variable(Tensor.ones([1000]))
      return [x.dropout(0.5).value, x.dropout(0.5).value]
    }
    XCTAssertNotEqual(draw()[0], draw()[1])
    XCTAssertEqual(draw(), draw())
  }

  func testInUseNothingIsDropped() {
    let x = Tape(.inference).constant(Tensor([1, 2, 3]))
    XCTAssertEqual(x.dropout(0.9).value, x.value)
  }

  func testTheEndsOfTheRange() {
    var random = Random(seed: 5)
    let tape = Tape(.training, using: &random)
    let x = tape.variable(Tensor([1, 2]))
    XCTAssertEqual(x.dropout(0).value, Tensor([1, 2]))
    let gradients = (x.dropout(1) + x).sum().gradients()
    XCTAssertEqual(gradients[x], Tensor([1, 1]))
  }
}
