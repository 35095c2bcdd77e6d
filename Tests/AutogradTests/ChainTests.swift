import Autograd
import Counting
import Foundation
import Tensors
import XCTest

/// Long computations: a graph of nodes that point to one another would overflow the stack when it
/// is released; a tape does not.
final class ChainTests: XCTestCase {
  func testAMillionOperationsNeitherCrashNorLeak() throws {
    func chain(_ length: Int) -> Float {
      let tape = Tape(.training)
      let x = tape.variable(Tensor([1, 2]))
      var y = x
      for _ in 0..<length { y = y * 1.000_001 }
      return y.sum().gradients()[x].scalars[1]
    }
    XCTAssertEqual(chain(1_000_000), 2.59, accuracy: 0.3)
    // What the first chain took is free again: the second finds room in it.
    let before = Self.bytesInUse
    XCTAssertEqual(chain(1_000_000), 2.59, accuracy: 0.3)
    let after = Self.bytesInUse
    if let before, let after { XCTAssertLessThan(after - before, 1 << 20) }
  }

  func testAMillionOperationsWithoutGradientsAreReleased() {
    weak var tape: Tape?
    do {
      let own = Tape(.training)
      tape = own
      var y = own.variable(Tensor([0.5]))
      for _ in 0..<1_000_000 { y = y.tanh() }
      XCTAssertGreaterThan(y.scalar, 0)
    }
    XCTAssertNil(tape)
  }

  func testATreeOfSumsAddsUp() {
    let tape = Tape(.training)
    let x = tape.variable(Tensor([1]))
    var y = x
    for _ in 0..<20 { y = y + y }
    XCTAssertEqual(y.gradients()[x].scalar, 1_048_576)
  }

  /// Memory that is handed out at present, where the C library tells.
  private static var bytesInUse: Int? {
    let bytes = counting_bytes_in_use()
    return bytes < 0 ? nil : Int(bytes)
  }
}
