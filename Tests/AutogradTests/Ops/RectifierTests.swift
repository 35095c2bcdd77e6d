import Autograd
import Tensors
import XCTest

final class RectifierTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "rectifiers",
      [
        "leakyReLU": { $0[0].leakyReLU() },
        "leakyReLU03": { $0[0].leakyReLU(slope: 0.3) },
        "relu6": { $0[0].relu6() },
        "kinks": { $0[0].relu6() + $0[0].leakyReLU(slope: 0.3) },
        "linearLeakyReLU": {
          $0[0].linear($0[1], bias: $0[2], activation: .leakyReLU(slope: 0.2))
        },
        "linearReLU6": {
          (4 * $0[0]).linear($0[1], bias: 4 * $0[2], activation: .relu6) / 4
        },
      ]
    ).prove(kinks: ["kinks"])
  }

  func testWhatIsNotANumberStaysThat() {
    let x = Tensor([.nan, -.infinity, .infinity])
    XCTAssertTrue(x.relu6()[0].isNaN)
    XCTAssertTrue(x.leakyReLU()[0].isNaN)
    XCTAssertEqual(Array(x.relu6().scalars[1...]), [0, 6])
    XCTAssertEqual(Array(x.leakyReLU().scalars[1...]), [-.infinity, .infinity])
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { try Activation.check(slope: -0.1) },
      "leaky ReLU: the slope is -0.1, and must be at least 0 and finite")
    XCTAssertThrowsError(try Activation.check(slope: .nan))
    XCTAssertThrowsError(try Activation.check(slope: .infinity))
    XCTAssertNoThrow(try Activation.check(slope: 0))
  }
}
