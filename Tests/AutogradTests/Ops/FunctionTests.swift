import Autograd
import Tensors
import XCTest

final class FunctionTests: XCTestCase {
  func testOperations() {
    OpFamily(
      "functions",
      [
        "exp": { $0[0].exp() },
        "expm1": { $0[0].expm1() },
        "log": { $0[0].log() },
        "log1p": { $0[0].log1p() },
        "squareRoot": { $0[0].squareRoot() },
        "square": { $0[0].power(2) },
        "cube": { $0[0].power(3) },
        "powerHalf": { $0[0].power(0.5) },
        "powerNegative": { $0[0].power(-1.5) },
        "powerZero": { $0[0].power(0) },
        "powerOne": { $0[0].power(1) },
        "sin": { $0[0].sin() },
        "cos": { $0[0].cos() },
        "tanh": { $0[0].tanh() },
        "sigmoid": { $0[0].sigmoid() },
        "logSigmoid": { $0[0].logSigmoid() },
        "softplus": { $0[0].softplus() },
        "silu": { $0[0].silu() },
        "gelu": { $0[0].gelu() },
        "geluTanh": { $0[0].gelu(.tanh) },
        "erf": { $0[0].erf() },
        "relu": { $0[0].relu() },
        "abs": { $0[0].abs() },
        "clip": { $0[0].clipped(to: -0.5...1) },
      ]
    ).prove()
  }

  func testSlopesFarOutAreNumbers() {
    let functions: [String: (Variable) -> Variable] = [
      "gelu": { $0.gelu() }, "gelu by tanh": { $0.gelu(.tanh) }, "silu": { $0.silu() },
      "sigmoid": { $0.sigmoid() }, "softplus": { $0.softplus() }, "tanh": { $0.tanh() },
      "log sigmoid": { $0.logSigmoid() }, "erf": { $0.erf() },
    ]
    for (name, function) in functions {
      let tape = Tape(.training)
      let x = tape.variable(Tensor([-1e30, -1000, 1000, 1e30]))
      let slopes = function(x).sum().gradients()[x]
      XCTAssert(slopes.scalars.allSatisfy(\.isFinite), "\(name): \(slopes.scalars)")
    }
  }

  func testSlopesAtKinks() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([0, -0.5, 1]))
    let gradients = (x.relu() + x.abs() + x.clipped(to: -0.5...1)).sum().gradients()
    XCTAssertEqual(gradients[x], Tensor([1, 0, 3]))
  }

  func testGradientsStopAtSign() {
    let x = Tape(.training).variable(Tensor([-2, 0, 3]))
    XCTAssertEqual(x.sign().value, Tensor([-1, 0, 1]))
    XCTAssertTrue(x.sign().isConstant)
  }
}
