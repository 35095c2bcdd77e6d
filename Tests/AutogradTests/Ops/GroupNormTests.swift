import Autograd
import Tensors
import XCTest

final class GroupNormTests: XCTestCase {
  func testOperations() {
    var functions: [String: OpFamily.Function] = [:]
    for groups in 1...4 {
      functions["groupNormalized\(groups)"] = {
        $0[0].groupNormalized(groups: groups, gain: $0[1], bias: $0[2])
      }
      functions["groupNormalizedPlain\(groups)"] = { $0[0].groupNormalized(groups: groups) }
    }
    OpFamily("group norms", functions).prove(tolerance: 1e-2)
  }

  /// Far from 0 and over many places, where sums of squares would have lost all digits. A mean of
  /// 1000 is known to a few millionths of it, which are 333 times as many of the deviation.
  func testMeansAndVariancesOfWhatIsFarFromZero() {
    var random = Random(seed: 5)
    let x = Tensor.normal([2, 60, 50, 12], mean: 1000, deviation: 3, using: &random)
    let y = Tape(.inference).constant(x).groupNormalized(groups: 3).value
    let groups = y.reshaped([2, 3000, 3, 4])
    for mean in groups.mean(axes: [1, 3]).scalars { XCTAssertEqual(mean, 0, accuracy: 1e-3) }
    for variance in groups.variance(axes: [1, 3]).scalars {
      XCTAssertEqual(variance, 1, accuracy: 1e-4)
    }
  }

  func testItKnowsNothingOfOtherExamples() {
    var random = Random(seed: 6)
    let x = Tensor.normal([3, 4, 5, 18], using: &random)
    let tape = Tape(.inference)
    let all = tape.constant(x).groupNormalized(groups: 2).value
    for image in 0..<3 {
      let own = tape.constant(x.row(image).reshaped([1, 4, 5, 18])).groupNormalized(groups: 2)
      XCTAssertEqual(own.value.scalars, all.row(image).scalars)
    }
  }

  func testRefusals() {
    XCTAssertEqual(
      sentence { _ = try Variable.checkGroups([2, 3, 3, 4], 3) },
      "group norm: 4 channels cannot be cut into 3 groups")
    XCTAssertEqual(
      sentence { _ = try Variable.checkGroups([2, 3, 3, 4], 0) },
      "group norm: 4 channels cannot be cut into 0 groups")
    XCTAssertEqual(
      sentence { _ = try Variable.checkGroups([4], 2) },
      "group norm: an input of shape [4] does not have the axes [examples, …, channels]")
    XCTAssertEqual(
      sentence { _ = try Variable.checkGroups([2, 0, 3, 4], 2) },
      "group norm: examples of shape [2, 0, 3, 4] have no numbers to take the mean of")
  }
}
