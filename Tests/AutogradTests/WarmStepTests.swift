import Autograd
import Counting
import Tensors
import XCTest

/// Once warm, training asks the system for nothing: what one step frees the next one uses.
final class WarmStepTests: XCTestCase {
  func testAStepOfASmallNetworkMakesNoPageFaults() {
    var random = Random(seed: 6)
    let images = Tensor.uniform([64, 784], using: &random)
    let labels = (0..<64).map { $0 % 10 }
    let weights = [[784, 128], [128], [128, 10], [10]].map {
      Parameter(.normal($0, deviation: 0.05, using: &random))
    }
    func step() {
      let tape = Tape(.training)
      let w = weights.map { tape.parameter($0) }
      let hidden = tape.constant(images).linear(w[0], bias: w[1], activation: .relu)
      let loss = hidden.linear(w[2], bias: w[3]).crossEntropy(labels: labels)
      let gradients = loss.gradients()
      for weight in weights { weight.value -= gradients[weight] * 0.1 }
    }
    for _ in 0..<50 { step() }
    // Another thread of the test program may touch a page of its own: the best of some tries.
    let faults = (0..<5).map { _ in
      let before = Self.pageFaults
      for _ in 0..<100 { step() }
      return Self.pageFaults - before
    }
    XCTAssertEqual(faults.min(), 0, "page faults in a hundred steps, five times: \(faults)")
  }

  /// A large network: every tensor is above the size at which the C library would give back at once.
  func testLargeTensorsAreReusedToo() {
    var random = Random(seed: 7)
    let x = Tensor.normal([1000, 1000], using: &random)
    func step() {
      let tape = Tape(.training)
      let variable = tape.variable(x)
      _ = (variable.gelu() * variable).softmax().power(2).sum().gradients()
    }
    for _ in 0..<10 { step() }
    let faults = (0..<5).map { _ in
      let before = Self.pageFaults
      for _ in 0..<5 { step() }
      return Self.pageFaults - before
    }
    XCTAssertEqual(faults.min(), 0, "page faults in five steps, five times: \(faults)")
  }

  private static var pageFaults: Int {
    Int(counting_page_faults())
  }
}
